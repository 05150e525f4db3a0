import type { QuickJSHandle } from 'quickjs-emscripten';
import { checkOutput } from './check-output.ts';
import type { Guest } from './create-guest.ts';
import { GUEST_TAGS } from './guest-runner.ts';
import { SANDBOX_LIMITS } from './sandbox-limits.ts';
import type { AbandonReason, GuestJob, GuestOutcome, GuestReply } from './sandbox-protocol.ts';

type Step<Value> = { ok: true; value: Value } | { ok: false; detail: string } | AbandonReason;

/**
 * Runs one batch in a fresh context. The deadline is armed until the last output was read. After a batch that is
 * abandoned the thread is to be thrown away. No handle is disposed of: the next batch begins from the same bytes.
 */
export function runGuestBatch(guest: Guest, job: GuestJob): GuestReply {
  guest.begin(job.timeoutMs);
  const loaded = open(guest, job);
  if (typeof loaded === 'string') return { kind: 'abandoned', reason: loaded };
  const outcomes: GuestOutcome[] = [];
  for (const item of job.items) {
    const outcome = loaded.ok ? runItem(guest, loaded.value, item) : failed(loaded.detail);
    if (typeof outcome === 'string') return { kind: 'abandoned', reason: outcome };
    outcomes.push(outcome);
  }
  return { kind: 'done', outcomes, isSpent: guest.isSpent() };
}

function open(guest: Guest, { script, now }: GuestJob): Step<QuickJSHandle> {
  const recalled = guest.recall(script);
  const loaded = recalled === undefined ? load(guest, script) : { ok: true as const, value: recalled };
  if (typeof loaded === 'string' || !loaded.ok) return loaded;
  const run = guest.open(loaded.value, now);
  return run.error === undefined ? { ok: true, value: run.value } : explain(guest, run.error);
}

function load(guest: Guest, script: string): Step<QuickJSHandle> {
  const { context } = guest;
  const loaded = context.evalCode(script, 'mapping.js', { type: 'module', strict: true });
  if (loaded.error !== undefined) return explain(guest, loaded.error);
  const map = context.getProp(loaded.value, 'default');
  if (context.typeof(map) !== 'function')
    return { ok: false, detail: 'the script exports no default function' };
  guest.keep(script, map);
  return { ok: true, value: map };
}

function explain(guest: Guest, error: QuickJSHandle): Step<never> {
  if (guest.isLate()) return 'timeout';
  if (guest.isMemoryTaken()) return 'memory';
  const { context } = guest;
  if (context.typeof(error) !== 'object')
    return { ok: false, detail: 'the script threw while it was loaded' };
  const [name, message] = ['name', 'message'].map((key) =>
    context.getString(context.getProp(error, key)).slice(0, SANDBOX_LIMITS.detailMaxChars),
  );
  // Asking the error may have run code of the script.
  if (guest.isLate()) return 'timeout';
  if (name === 'InternalError' && message === 'out of memory') return 'memory';
  return { ok: false, detail: `${name}: ${message}` };
}

function runItem(guest: Guest, run: QuickJSHandle, item: string): GuestOutcome | AbandonReason {
  const { context } = guest;
  const text = context.newString(item);
  const called = context.callFunction(run, context.undefined, text);
  if (called.error !== undefined) return guest.isLate() ? 'timeout' : 'memory';
  const tagged = context.getString(called.value);
  called.value.dispose();
  text.dispose();
  if (guest.isLate()) return 'timeout';
  // A script can catch that it ran out of memory, and what it does then would depend on the records before it.
  if (guest.isMemoryTaken()) return 'memory';
  const rest = tagged.slice(1);
  switch (tagged[0]) {
    case GUEST_TAGS.value:
      return checkOutput(rest);
    case GUEST_TAGS.outputInvalid:
      return { ok: false, code: 'mapping.script_output_invalid', detail: rest };
    case GUEST_TAGS.failed:
      return failed(rest);
    default:
      return 'memory';
  }
}

function failed(detail: string): GuestOutcome {
  return { ok: false, code: 'mapping.script_failed', detail };
}
