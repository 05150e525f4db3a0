import { AppError, type ErrorDetail } from '../core/app-error.ts';
import type { JsonValue } from '../core/json.ts';
import { parseJson } from './parse-json.ts';

/** A pushed record, or why its line could not be read. */
export type PushedRecord = { ok: true; value: JsonValue } | { ok: false; pointer: string; detail: string };

/** The records of a body, in order. `isSingle` says that the body was one record and no list. */
export type PushedRecords = { records: PushedRecord[]; isSingle: boolean };

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** More lines than the verb takes records; the rest need not be read to refuse the request. */
const LINES_MAX = 1_001;

/**
 * Reads pushed records by their content type: one JSON object, an array of them, or one per line. A line that is no
 * JSON is refused by its place and the others go on; a JSON body is read whole or refused. Throws `request.*`.
 */
export function readRecords(bytes: Uint8Array, contentType: string): PushedRecords {
  const mediaType = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  if (/^application\/(x-)?(ndjson|jsonl|json-lines)$/.test(mediaType)) {
    return { records: readLines(bytes), isSingle: false };
  }
  if (mediaType !== 'application/json') {
    const detail = 'Send application/json or application/x-ndjson.';
    throw new AppError('request.invalid', {
      errors: [{ pointer: '/headers/content-type', code: 'request.invalid', detail }],
    });
  }
  const value = parseJson(bytes);
  return Array.isArray(value)
    ? { records: value.map((item) => ({ ok: true, value: item })), isSingle: false }
    : { records: [{ ok: true, value }], isSingle: true };
}

/** Pointers count records from 0, as in an array; empty lines are none. */
function readLines(bytes: Uint8Array): PushedRecord[] {
  const records: PushedRecord[] = [];
  let start = 0;
  while (start < bytes.length && records.length < LINES_MAX) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found === -1 ? bytes.length : found;
    const line = bytes.subarray(start, bytes[end - 1] === CARRIAGE_RETURN && end > start ? end - 1 : end);
    if (line.length > 0) records.push(readLine(line, records.length));
    start = end + 1;
  }
  return records;
}

function readLine(line: Uint8Array, index: number): PushedRecord {
  try {
    return { ok: true, value: parseJson(line) };
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    const [first]: (ErrorDetail | undefined)[] = cause.errors;
    return { ok: false, pointer: `/${index}${first?.pointer ?? ''}`, detail: first?.detail ?? cause.detail };
  }
}
