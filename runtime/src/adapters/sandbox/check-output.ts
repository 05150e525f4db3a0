import { isJsonObject } from '../../core/json.ts';
import { SANDBOX_LIMITS } from './sandbox-limits.ts';
import type { GuestOutcome } from './sandbox-protocol.ts';

/** Keys that change what an object is when they are assigned (prototype pollution, CWE-1321). */
const KEYS_REFUSED = new Set(['__proto__', 'constructor', 'prototype']);
const ANY_KEY_REFUSED = new RegExp(`"(?:${[...KEYS_REFUSED].join('|')})"`);

/** Passes JSON text of a bounded, shallow enough object without dangerous keys; else `mapping.script_output_invalid`. */
export function checkOutput(json: string): GuestOutcome {
  const bytes = Buffer.byteLength(json);
  if (bytes > SANDBOX_LIMITS.outputMaxBytes) {
    return invalid(`the output has ${bytes} bytes, allowed are ${SANDBOX_LIMITS.outputMaxBytes}`);
  }
  if (isPlain(json)) return { ok: true, json };
  const value: unknown = JSON.parse(json);
  if (!isJsonObject(value)) return invalid('map returned no object');
  const refusal = findRefusal(value, 0);
  return refusal === undefined ? { ok: true, json } : invalid(refusal);
}

/** Whether the text alone shows that nothing is to refuse, which spares most outputs from being parsed twice. */
function isPlain(json: string): boolean {
  if (!json.startsWith('{') || ANY_KEY_REFUSED.test(json)) return false;
  let brackets = 0;
  for (const open of ['{', '[']) {
    for (let at = json.indexOf(open); at !== -1; at = json.indexOf(open, at + 1)) {
      brackets += 1;
      if (brackets > SANDBOX_LIMITS.outputDepthMax) return false;
    }
  }
  return true;
}

function findRefusal(value: unknown, depth: number): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= SANDBOX_LIMITS.outputDepthMax)
    return `the output is nested deeper than ${SANDBOX_LIMITS.outputDepthMax}`;
  for (const [key, inner] of Object.entries(value)) {
    if (KEYS_REFUSED.has(key)) return `the output has a key "${key}"`;
    const refusal = findRefusal(inner, depth + 1);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function invalid(detail: string): GuestOutcome {
  return { ok: false, code: 'mapping.script_output_invalid', detail };
}
