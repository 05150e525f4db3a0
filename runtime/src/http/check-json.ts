import type { ErrorDetail } from '../core/app-error.ts';
import type { JsonValue } from '../core/json.ts';
import { isStorableText, UNSTORABLE } from '../core/storable-text.ts';
import { pointerOf } from './zod-to-errors.ts';

const REFUSED_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const DEPTH_MAX = 64;
const ERRORS_MAX = 20;

/**
 * What no JSON body may hold, whatever its schema: keys that reach an object's prototype (CWE-1321), texts that cannot
 * be stored, integers that a JSON number cannot carry exactly (RFC 8259 section 6), and nesting without end.
 */
export function checkJson(value: JsonValue): ErrorDetail[] {
  const errors: ErrorDetail[] = [];
  visit(value, [], errors);
  return errors;
}

function visit(value: JsonValue, path: (string | number)[], errors: ErrorDetail[]): void {
  if (errors.length >= ERRORS_MAX) return;
  if (typeof value === 'string') {
    if (!isStorableText(value)) errors.push(refuse(path, `This text ${UNSTORABLE}.`));
    return;
  }
  if (typeof value === 'number') {
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      errors.push(refuse(path, 'This integer is too large for a JSON number. Send it as text.'));
    }
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (path.length >= DEPTH_MAX) {
    errors.push(refuse(path, `The body nests deeper than ${DEPTH_MAX} levels.`));
    return;
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) visit(item, [...path, index], errors);
    return;
  }
  for (const key of Object.keys(value)) {
    if (!isStorableText(key)) errors.push(refuse(path, `A key ${UNSTORABLE}.`));
    else if (REFUSED_KEYS.has(key)) errors.push(refuse([...path, key], `The key "${key}" is not allowed.`));
    else visit(value[key] ?? null, [...path, key], errors);
  }
}

function refuse(path: (string | number)[], detail: string): ErrorDetail {
  return { pointer: pointerOf(path), code: 'request.invalid', detail };
}
