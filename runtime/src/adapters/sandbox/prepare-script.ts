import { fail, ok, type Result } from '../../core/result.ts';
import type { FieldsRead } from './fields-read.ts';
import { findFieldsRead } from './find-fields-read.ts';
import { parseScript } from './parse-script.ts';
import { SANDBOX_LIMITS } from './sandbox-limits.ts';
import { sealScript } from './seal-script.ts';

/** A script as the guest loads it, and which fields of a record it has to be given. */
export type PreparedScript = { sealed: string; fieldsRead: FieldsRead };

/** Prepares scripts and keeps the last ones; refuses what is no JavaScript. */
export function createScriptPreparer(): (script: string) => Result<PreparedScript> {
  const kept = new Map<string, Result<PreparedScript>>();
  return (script) => {
    const prepared = kept.get(script) ?? prepare(script);
    // A map keeps the order in which keys came, so the first one was asked for longest ago.
    kept.delete(script);
    kept.set(script, prepared);
    const [oldest] = kept.keys();
    if (kept.size > SANDBOX_LIMITS.scriptsKept && oldest !== undefined) kept.delete(oldest);
    return prepared;
  };
}

function prepare(script: string): Result<PreparedScript> {
  const parsed = parseScript(script);
  if (!parsed.ok) return fail(`line ${parsed.line}: ${parsed.detail}`);
  const sealed = sealScript(script, parsed.program);
  if (!sealed.ok) return sealed;
  return ok({ sealed: sealed.value, fieldsRead: findFieldsRead(parsed.program) });
}
