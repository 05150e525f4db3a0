import { DefaultIntrinsics, type QuickJSContext, type QuickJSHandle } from 'quickjs-emscripten';
import { GUEST_HELPERS } from './guest-helpers.ts';
import { GUEST_LOCKDOWN } from './guest-lockdown.ts';
import { GUEST_RUNNER } from './guest-runner.ts';
import type { LoadedQuickJs } from './load-quickjs.ts';
import { SANDBOX_LIMITS } from './sandbox-limits.ts';
import { takeSnapshot } from './take-snapshot.ts';

// No record needs typed arrays, and without them a guest cannot take memory by the buffer.
const INTRINSICS = { ...DefaultIntrinsics, TypedArrays: false };

/** A locked context for one batch at a time. */
export type Guest = {
  context: QuickJSContext;
  /** Takes the script's function and the instant, gives the function that runs one record. */
  runner: QuickJSHandle;
  /** Makes the context a fresh one, arms its deadline and sets its clock. Handles of the batch before are void. */
  begin(batch: { now: string; timeoutMs: number }): void;
  isLate(): boolean;
  /** Whether the batch came near its memory's limit, whatever the script made of that. */
  isMemoryTaken(): boolean;
  /** Whether the memory has grown so far that the thread should be given up; WebAssembly memory never shrinks. */
  isSpent(): boolean;
};

/** Makes the runtime and the context of a thread, once. */
export function createGuest({ module, memory, memoryMaxBytes }: LoadedQuickJs): Guest {
  const runtime = module.newRuntime();
  runtime.setMemoryLimit(memoryMaxBytes);
  runtime.setMaxStackSize(SANDBOX_LIMITS.guestStackMaxBytes);
  let deadlineMs = Number.POSITIVE_INFINITY;
  const isLate = () => performance.now() > deadlineMs;
  runtime.setInterruptHandler(isLate);
  const context = runtime.newContext({ intrinsics: INTRINSICS });
  const evaluate = (source: string) => context.unwrapResult(context.evalCode(source, 'hub.js'));
  const call = (fn: QuickJSHandle, ...args: QuickJSHandle[]) =>
    context.unwrapResult(context.callFunction(fn, context.undefined, ...args));
  const setClock = call(evaluate(GUEST_LOCKDOWN));
  const runner = call(evaluate(GUEST_RUNNER), call(evaluate(GUEST_HELPERS)));
  const restore = takeSnapshot(memory);
  return {
    context,
    runner,
    begin({ now, timeoutMs }) {
      restore();
      deadlineMs = performance.now() + timeoutMs;
      call(setClock, context.newNumber(Date.parse(now)));
    },
    isLate,
    isMemoryTaken: () => memory.buffer.byteLength * 4 > memoryMaxBytes * 3,
    isSpent: () => memory.buffer.byteLength > Math.max(memoryMaxBytes / 2, SANDBOX_LIMITS.memoryInitialBytes),
  };
}
