import { AppError, type ErrorDetail } from '../../core/app-error.ts';
import { assert } from '../../core/assert.ts';
import { isJsonObject, type JsonObject } from '../../core/json.ts';
import { type MappingSetting, mapPayloads, type RunnableMapping } from '../../flow/map/map-payloads.ts';
import { parseJson } from '../../http/parse-json.ts';
import { type Line, readLines } from '../read-lines.ts';

/** What became of a line: a canonical record as JSON, or every reason why there is none. */
export type RunLine =
  | { number: number; ok: true; json: string }
  | { number: number; ok: false; errors: ErrorDetail[] };

/** As many go through the sandbox together. */
const LINES_PER_BATCH = 50;

type ReadLine = { number: number; payload: JsonObject } | Extract<RunLine, { ok: false }>;

/** Maps the records of a stream, one JSON object per line, in order; empty lines are none. */
export async function* runRecords(
  stream: AsyncIterable<Uint8Array>,
  mapping: RunnableMapping,
  setting: MappingSetting,
): AsyncGenerator<RunLine> {
  let batch: ReadLine[] = [];
  for await (const line of readLines(stream)) {
    if (isBlank(line)) continue;
    batch.push(readRecord(line));
    if (batch.length < LINES_PER_BATCH) continue;
    yield* await runBatch(batch, mapping, setting);
    batch = [];
  }
  yield* await runBatch(batch, mapping, setting);
}

async function runBatch(
  batch: readonly ReadLine[],
  mapping: RunnableMapping,
  setting: MappingSetting,
): Promise<RunLine[]> {
  const payloads = batch.flatMap((line) => ('payload' in line ? [line.payload] : []));
  const outcomes = (await mapPayloads(setting, mapping, payloads)).values();
  return batch.map((line): RunLine => {
    if (!('payload' in line)) return line;
    const { number } = line;
    const outcome = outcomes.next().value;
    assert(outcome !== undefined, 'each payload has its outcome');
    return outcome.ok
      ? { number, ok: true, json: JSON.stringify(outcome.record) }
      : { number, ok: false, errors: outcome.errors };
  });
}

const isBlank = ({ bytes }: Line): boolean => bytes?.every((byte) => byte === 0x0d || byte === 0x20) ?? false;

/** Read as the HTTP API reads a pushed record: what is refused there is refused here. */
function readRecord({ number, bytes }: Line): ReadLine {
  if (bytes === undefined) return refused(number, 'The line is too long.');
  try {
    const payload = parseJson(bytes);
    return isJsonObject(payload) ? { number, payload } : refused(number, 'A record must be a JSON object.');
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    return cause.errors.length === 0
      ? refused(number, cause.detail)
      : { number, ok: false, errors: cause.errors };
  }
}

const refused = (number: number, detail: string): Extract<RunLine, { ok: false }> => ({
  number,
  ok: false,
  errors: [{ pointer: '', code: 'request.invalid', detail }],
});
