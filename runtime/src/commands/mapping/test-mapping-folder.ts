import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { loadMappingFolder, type MappingFolder } from '../../adapters/mapping-folders/load-mapping-folder.ts';
import { AppError } from '../../core/app-error.ts';
import { assert } from '../../core/assert.ts';
import { checkDefinition } from '../../core/mapping/check-definition.ts';
import type { Sandbox } from '../../flow/ports.ts';
import { readSamples, type Sample } from './read-samples.ts';
import { type TestedSample, testSample } from './test-sample.ts';

/** A sample after its test. `updated`: what it gives was written down as what is expected. */
type Verdict = { name: string; verdict: 'ok' | 'failed' | 'updated' };

/** What the test of a folder found: its samples, and a line for each problem and warning as `file pointer text`. */
export type TestedFolder = { name: string; samples: Verdict[]; problems: string[]; warnings: string[] };

/**
 * Tests a mapping's folder: definition, script, and every sample. With `isUpdate` the record that a sample gives is
 * written to its `.out.json` where that is missing or says otherwise.
 */
export async function testMappingFolder(
  sandbox: Sandbox,
  folder: string,
  { isUpdate }: { isUpdate: boolean },
): Promise<TestedFolder> {
  const name = basename(folder);
  const loaded = await load(folder);
  if ('problems' in loaded) return { name, samples: [], problems: loaded.problems, warnings: [] };
  const { mapping } = loaded;
  const problems = (mapping.script === null ? [] : sandbox.check(mapping.script)).map(
    ({ line, column, detail }) => `${name}/script.js:${line}:${column} mapping.script_refused ${detail}`,
  );
  const samples = await readSamples(folder);
  if (samples.length === 0) problems.push(`${name} has no sample: it needs a sample.in.json`);
  const verdicts: Verdict[] = [];
  for (const sample of samples) {
    const tested = await testSample(sandbox, mapping, sample);
    const isUpdated = isUpdate && (await update(folder, sample, tested));
    if (!isUpdated) {
      problems.push(
        ...tested.problems.map(({ file, pointer, text }) => `${name}/${file} ${pointer || '/'} ${text}`),
      );
    }
    const verdict = isUpdated ? 'updated' : tested.problems.length === 0 ? 'ok' : 'failed';
    verdicts.push({ name: sample.name, verdict });
  }
  return { name, samples: verdicts, problems, warnings: warningsOf(name, mapping) };
}

async function load(folder: string): Promise<{ mapping: MappingFolder } | { problems: string[] }> {
  try {
    const mapping = await loadMappingFolder(folder);
    assert(mapping !== undefined, 'only a folder with a mapping.json is tested');
    return { mapping };
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    const place = `${basename(folder)}/mapping.json`;
    return {
      problems: cause.errors.map(
        ({ pointer, code, detail }) => `${place} ${pointer || '/'} ${code} ${detail}`,
      ),
    };
  }
}

/** A script may take up fields that are none of the record, so only rows that stand alone are probably misspelt. */
function warningsOf(name: string, { compiled, script }: MappingFolder): string[] {
  if (script !== null) return [];
  return checkDefinition(compiled.definition).map(
    ({ pointer, code, texts }) => `${name}/mapping.json ${pointer} ${code} ${texts.en}`,
  );
}

/** True when something was written. */
async function update(
  folder: string,
  { name }: Sample,
  { record, problems }: TestedSample,
): Promise<boolean> {
  if (record === undefined || problems.length === 0) return false;
  await writeFile(join(folder, `${name}.out.json`), `${JSON.stringify(record, null, 2)}\n`);
  return true;
}
