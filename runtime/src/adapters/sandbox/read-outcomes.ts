import { setImmediate as breathe } from 'node:timers/promises';
import { assertNever } from '../../core/assert.ts';
import type { JsonObject } from '../../core/json.ts';
import type { ScriptOutcome } from '../../flow/ports.ts';
import { SANDBOX_LIMITS } from './sandbox-limits.ts';
import type { AbandonReason, GuestOutcome } from './sandbox-protocol.ts';

/** Reads what a batch gave, and lets the event loop go on between large ones. */
export async function readOutcomes(outcomes: GuestOutcome[]): Promise<ScriptOutcome[]> {
  const read: ScriptOutcome[] = [];
  let chars = 0;
  for (const outcome of outcomes) {
    if (!outcome.ok) {
      read.push(outcome);
      continue;
    }
    chars += outcome.json.length;
    if (chars > SANDBOX_LIMITS.turnMaxChars) {
      await breathe();
      chars = 0;
    }
    const value: JsonObject = JSON.parse(outcome.json);
    read.push({ ok: true, value });
  }
  return read;
}

/** The outcome of a record whose batch was given up while it ran alone. */
export function abandonedBecause(reason: AbandonReason, timeoutMs: number): ScriptOutcome {
  switch (reason) {
    case 'timeout':
      return {
        ok: false,
        code: 'mapping.script_timeout',
        detail: `the script did not end within ${timeoutMs} ms`,
      };
    case 'memory':
      return {
        ok: false,
        code: 'mapping.script_out_of_memory',
        detail: 'the script used more memory than allowed',
      };
    case 'aborted':
      return { ok: false, code: 'mapping.script_failed', detail: 'the script broke the interpreter' };
    default:
      return assertNever(reason);
  }
}
