import { DefaultIntrinsics, type QuickJSContext, type QuickJSHandle } from 'quickjs-emscripten';
import { createGuestCall } from './guest-call.ts';
import { GUEST_HELPERS } from './guest-helpers.ts';
import { GUEST_LOCKDOWN } from './guest-lockdown.ts';
import { GUEST_RUNNER } from './guest-runner.ts';
import type { LoadedQuickJs } from './load-quickjs.ts';
import { SANDBOX_LIMITS } from './sandbox-limits.ts';
import { type Restore, takeSnapshot } from './take-snapshot.ts';

// No record needs typed arrays, and without them a guest cannot take memory by the buffer.
const INTRINSICS = { ...DefaultIntrinsics, TypedArrays: false };

/** A locked context for one batch at a time. */
export type Guest = {
  context: QuickJSContext;
  /** Makes the context a fresh one and arms its deadline. Handles of the batch before are void. */
  begin(timeoutMs: number): void;
  /** The function of a script that was kept, in a context that is as it was when the script had been loaded. */
  recall(script: string): QuickJSHandle | undefined;
  /** Keeps the context with the script loaded, from the second time in a row on: to keep costs as much as ten loads. */
  keep(script: string, map: QuickJSHandle): void;
  /** Sets the clock and gives the function that runs one record; an error when the script's function is none to freeze. */
  open(map: QuickJSHandle, now: string): ReturnType<QuickJSContext['callFunction']>;
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
  const helpers = call(evaluate(GUEST_HELPERS), createGuestCall(context));
  const runner = call(evaluate(GUEST_RUNNER), helpers, setClock);
  const restore = takeSnapshot(memory);
  let lastLoaded: string | undefined;
  let kept: { script: string; map: QuickJSHandle; restore: Restore } | undefined;
  return {
    context,
    begin(timeoutMs) {
      restore();
      deadlineMs = performance.now() + timeoutMs;
    },
    recall(script) {
      if (kept?.script !== script) return undefined;
      kept.restore();
      return kept.map;
    },
    keep(script, map) {
      if (script === lastLoaded) kept = { script, map, restore: takeSnapshot(memory) };
      lastLoaded = script;
    },
    open: (map, now) => context.callFunction(runner, context.undefined, map, context.newString(now)),
    isLate,
    isMemoryTaken: () => memory.buffer.byteLength * 4 > memoryMaxBytes * 3,
    isSpent: () => memory.buffer.byteLength > Math.max(memoryMaxBytes / 2, SANDBOX_LIMITS.memoryInitialBytes),
  };
}
