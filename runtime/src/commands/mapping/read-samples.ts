import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { readJsonFile } from '../read-json-file.ts';

/** A raw record that lies beside a mapping, and the canonical record that it must become. */
export type Sample = {
  /** `sample`, or `sample-<name>`. */
  name: string;
  source: Result<JsonObject>;
  /** Undefined when nobody has written down yet what is expected. */
  expected: Result<JsonValue> | undefined;
};

const SAMPLE_FILE = /^(sample(?:-[a-z0-9][a-z0-9-]*)?)\.(in|out)\.json$/;

/** The samples of a mapping's folder by their names, `sample` first. */
export async function readSamples(folder: string): Promise<Sample[]> {
  const files = new Set(await readdir(folder));
  const names = [...files].flatMap((file) => SAMPLE_FILE.exec(file)?.[1] ?? []);
  return Promise.all(
    [...new Set(names)].sort().map(async (name) => {
      const out = `${name}.out.json`;
      return {
        name,
        source: await readSource(path.join(folder, `${name}.in.json`)),
        expected: files.has(out) ? await readJsonFile(path.join(folder, out)) : undefined,
      };
    }),
  );
}

async function readSource(file: string): Promise<Result<JsonObject>> {
  const read = await readJsonFile(file);
  if (!read.ok) return read;
  return isJsonObject(read.value) ? ok(read.value) : fail('is no JSON object');
}
