import type { JsonObject } from '../../../runtime/src/core/json.ts';
import type { ScriptOutcome } from '../../../runtime/src/flow/ports.ts';
import { scriptOf } from '../../unit/sandbox/batch-of.ts';

/** The code that a script ends in, or what it returns when it is let end: proof that it found nothing. */
export type HostileEnd = Extract<ScriptOutcome, { ok: false }>['code'] | { value: JsonObject };

/** A script that attacks, and what becomes of it. */
export type HostileScript = { name: string; script: string; end: HostileEnd };

export const FAILED = 'mapping.script_failed';
export const TIMEOUT = 'mapping.script_timeout';
export const MEMORY = 'mapping.script_out_of_memory';
export const INVALID = 'mapping.script_output_invalid';

/** Rows of a family: the name, how it ends, and the body of its function. */
export const bodies = (rows: [name: string, end: HostileEnd, body: string][]): HostileScript[] =>
  rows.map(([name, end, body]) => ({ name, end, script: scriptOf(body) }));
