import { DefaultIntrinsics, type QuickJSContext, type QuickJSHandle, Scope } from 'quickjs-emscripten';
import { checkOutput } from './check-output.ts';
import { createGuestCall } from './guest-call.ts';
import { GUEST_HELPERS } from './guest-helpers.ts';
import { GUEST_LOCKDOWN } from './guest-lockdown.ts';
import { GUEST_RUNNER, GUEST_TAGS } from './guest-runner.ts';
import type { LoadedQuickJs } from './load-quickjs.ts';
import { SANDBOX_LIMITS } from './sandbox-limits.ts';
import type { AbandonReason, GuestJob, GuestOutcome, GuestReply } from './sandbox-protocol.ts';

type Step<Value> = { ok: true; value: Value } | { ok: false; detail: string } | AbandonReason;

// No record needs typed arrays, and a context without them is made and frozen in two thirds of the time.
const INTRINSICS = { ...DefaultIntrinsics, TypedArrays: false };

/**
 * Runs one batch in a fresh runtime and context. The deadline is armed until the last output was read. A batch that
 * is abandoned leaves its context behind: the worker is to be thrown away, which is quicker than tidying up.
 */
export function runGuestBatch(quickjs: LoadedQuickJs, job: GuestJob): GuestReply {
  const runtime = quickjs.module.newRuntime();
  runtime.setMemoryLimit(quickjs.memoryMaxBytes);
  runtime.setMaxStackSize(SANDBOX_LIMITS.guestStackMaxBytes);
  const deadlineMs = performance.now() + job.timeoutMs;
  const isLate = () => performance.now() > deadlineMs;
  runtime.setInterruptHandler(isLate);
  const context = runtime.newContext({ intrinsics: INTRINSICS });
  const scope = new Scope();
  const reply = runItems({ quickjs, context, scope, isLate }, job);
  if (reply.kind === 'abandoned') return reply;
  scope.dispose();
  context.dispose();
  runtime.dispose();
  return reply;
}

type Guest = { quickjs: LoadedQuickJs; context: QuickJSContext; scope: Scope; isLate(): boolean };

function runItems(guest: Guest, job: GuestJob): GuestReply {
  const prepared = prepare(guest, job);
  if (typeof prepared === 'string') return { kind: 'abandoned', reason: prepared };
  if (!prepared.ok) return { kind: 'done', outcomes: job.items.map(() => failed(prepared.detail)) };
  const outcomes: GuestOutcome[] = [];
  for (const item of job.items) {
    const outcome = runItem(guest, prepared.value, item);
    if (typeof outcome === 'string') return { kind: 'abandoned', reason: outcome };
    outcomes.push(outcome);
  }
  return { kind: 'done', outcomes };
}

type Prepared = { runner: QuickJSHandle; map: QuickJSHandle };

function prepare(guest: Guest, job: GuestJob): Step<Prepared> {
  const { context, scope } = guest;
  const own = (source: string) => scope.manage(context.unwrapResult(context.evalCode(source, 'hub.js')));
  const call = (fn: QuickJSHandle, ...args: QuickJSHandle[]) =>
    scope.manage(context.unwrapResult(context.callFunction(fn, context.undefined, ...args)));
  const now = scope.manage(context.newString(job.now));
  const nowMs = scope.manage(context.newNumber(Date.parse(job.now)));
  call(own(GUEST_LOCKDOWN), nowMs);
  const callHub = scope.manage(createGuestCall(context));
  const runner = call(own(GUEST_RUNNER), call(own(GUEST_HELPERS), callHub), now);
  const loaded = context.evalCode(job.script, 'mapping.js', { type: 'module', strict: true });
  if (loaded.error !== undefined) return explain(guest, scope.manage(loaded.error));
  const map = scope.manage(context.getProp(scope.manage(loaded.value), 'default'));
  if (context.typeof(map) !== 'function')
    return { ok: false, detail: 'the script exports no default function' };
  call(scope.manage(context.getProp(context.global, 'deepFreeze')), map);
  return { ok: true, value: { runner, map } };
}

function explain(guest: Guest, error: QuickJSHandle): Step<never> {
  if (guest.isLate()) return 'timeout';
  const { context, scope } = guest;
  if (context.typeof(error) !== 'object')
    return { ok: false, detail: 'the script threw while it was loaded' };
  const [name, message] = ['name', 'message'].map((key) =>
    context.getString(scope.manage(context.getProp(error, key))).slice(0, SANDBOX_LIMITS.detailMaxChars),
  );
  if (name === 'InternalError' && message === 'out of memory') return 'memory';
  return { ok: false, detail: `${name}: ${message}` };
}

function runItem(guest: Guest, { runner, map }: Prepared, item: string): GuestOutcome | AbandonReason {
  const { context } = guest;
  const text = context.newString(item);
  const called = context.callFunction(runner, context.undefined, map, text);
  if (called.error !== undefined) return guest.isLate() ? 'timeout' : 'memory';
  const tagged = context.getString(called.value);
  called.value.dispose();
  text.dispose();
  if (guest.isLate()) return 'timeout';
  const rest = tagged.slice(1);
  switch (tagged[0]) {
    case GUEST_TAGS.value:
      return checkOutput(rest);
    case GUEST_TAGS.outputInvalid:
      return { ok: false, code: 'mapping.script_output_invalid', detail: rest };
    case GUEST_TAGS.failed:
      return failed(rest);
    case GUEST_TAGS.threwNull:
      return isMemoryTaken(guest.quickjs) ? 'memory' : failed('threw null');
    default:
      return 'memory';
  }
}

/** QuickJS throws null when not even the error fits into memory; memory once taken stays taken. */
function isMemoryTaken({ memoryMaxBytes, memoryTakenBytes }: LoadedQuickJs): boolean {
  return memoryTakenBytes() * 4 > memoryMaxBytes * 3;
}

function failed(detail: string): GuestOutcome {
  return { ok: false, code: 'mapping.script_failed', detail };
}
