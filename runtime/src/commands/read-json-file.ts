import { readFile, stat } from 'node:fs/promises';
import type { JsonValue } from '../core/json.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { callerPath } from './caller-path.ts';

const MEBIBYTE_BYTES = 1_048_576;
/** A draft of the most lines that there may be has some ten of them. */
const FILE_MAX_BYTES = 64 * MEBIBYTE_BYTES;

/** The JSON of a file that somebody named on the command line, read as UTF-8 and within a bound. */
export async function readJsonFile(name: string): Promise<Result<JsonValue>> {
  const path = callerPath(name);
  let bytes: Buffer;
  try {
    if ((await stat(path)).size > FILE_MAX_BYTES) return fail(`is larger than ${FILE_MAX_BYTES} bytes`);
    bytes = await readFile(path);
  } catch {
    return fail('cannot be read');
  }
  try {
    const value: JsonValue = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return ok(value);
  } catch {
    return fail('is no JSON in UTF-8');
  }
}
