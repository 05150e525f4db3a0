import { assert } from '../../core/assert.ts';
import { type JsonObject, type JsonValue, toJson } from '../../core/json.ts';
import { jsonDifferences } from '../../core/json-differences.ts';
import { toJsonPointer } from '../../core/mapping/json-pointer.ts';
import { mapPayloads, type RunnableMapping } from '../../flow/map/map-payloads.ts';
import type { Sandbox } from '../../flow/ports.ts';
import type { Sample } from './read-samples.ts';

/** A place in a file of a sample, as a JSON pointer, and what is wrong there. */
export type SampleProblem = { file: string; pointer: string; text: string };

/** What the mapping made of a sample, where it made something, and where that is not what was expected. */
export type TestedSample = { record: JsonObject | undefined; problems: SampleProblem[] };

/** Scripts are told that it is this instant, so that a sample gives the same on every day. */
const SAMPLE_NOW = new Date('2026-01-01T00:00:00.000Z');

/** Runs a mapping over one sample and compares the record with the expected one; `null` expects that it is refused. */
export async function testSample(
  sandbox: Sandbox,
  mapping: RunnableMapping,
  { name, source, expected }: Sample,
): Promise<TestedSample> {
  const inFile = `${name}.in.json`;
  if (!source.ok) return withoutRecord([{ file: inFile, pointer: '', text: source.reason }]);
  const setting = { sandbox, organizationId: 'samples', now: SAMPLE_NOW };
  const [outcome] = await mapPayloads(setting, mapping, [source.value]);
  assert(outcome !== undefined, 'a sample has its outcome');
  if (!outcome.ok) {
    if (expected?.ok === true && expected.value === null) return withoutRecord([]);
    return withoutRecord(
      outcome.errors.map(({ pointer, code, detail }) => ({
        file: inFile,
        pointer,
        text: `${code} ${detail}`,
      })),
    );
  }
  const record = toJson(outcome.record);
  return { record, problems: compare(`${name}.out.json`, expected, record) };
}

const withoutRecord = (problems: SampleProblem[]): TestedSample => ({ record: undefined, problems });

function compare(file: string, expected: Sample['expected'], record: JsonObject): SampleProblem[] {
  if (expected === undefined) return [{ file, pointer: '', text: 'is missing; --update writes it' }];
  if (!expected.ok) return [{ file, pointer: '', text: expected.reason }];
  if (expected.value === null)
    return [{ file, pointer: '', text: `expected a refusal, got ${show(record)}` }];
  return jsonDifferences(expected.value, record).map(({ place, before, after }) => ({
    file,
    pointer: toJsonPointer(place),
    text: `expected ${show(before)}, got ${show(after)}`,
  }));
}

const TEXT_MAX = 200;

function show(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= TEXT_MAX ? text : `${text.slice(0, TEXT_MAX)}… (${text.length} characters)`;
}
