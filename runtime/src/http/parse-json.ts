import { AppError } from '../core/app-error.ts';
import type { JsonValue } from '../core/json.ts';
import { checkJson } from './check-json.ts';

/** Reads JSON as UTF-8 (RFC 8259 section 8.1). Throws `request.malformed_json`, or `request.invalid` with pointers. */
export function parseJson(bytes: Uint8Array): JsonValue {
  let value: JsonValue;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AppError('request.malformed_json', { cause });
  }
  const errors = checkJson(value);
  if (errors.length > 0) throw new AppError('request.invalid', { errors });
  return value;
}
