import { newQuickJSWASMModule, RELEASE_SYNC } from 'quickjs-emscripten';
import { SANDBOX_LIMITS } from '../../../runtime/src/adapters/sandbox/sandbox-limits.ts';
import { MAP_BATCH, MAP_CONTEXT, type MappingRunner, mapInBatches } from './mapping-runner.ts';

/**
 * The same QuickJS as most would use it: a fresh context per batch, the whole batch as one JSON text in and out. It
 * has the limits, and neither a thread of its own, nor frozen built-ins, nor a check of what comes out.
 */
export async function runNaively(script: string): Promise<MappingRunner> {
  const quickjs = await newQuickJSWASMModule(RELEASE_SYNC);
  function mapBatch(text: string): string {
    const runtime = quickjs.newRuntime();
    runtime.setMemoryLimit(SANDBOX_LIMITS.memoryMaxBytesDefault);
    runtime.setMaxStackSize(SANDBOX_LIMITS.guestStackMaxBytes);
    const deadlineMs = performance.now() + SANDBOX_LIMITS.timeoutMsDefault;
    runtime.setInterruptHandler(() => performance.now() > deadlineMs);
    const context = runtime.newContext();
    const source = `${script}; export const mapBatch = ${MAP_BATCH}(map, ${MAP_CONTEXT});`;
    const module = context.unwrapResult(context.evalCode(source, 'mapping.js', { type: 'module' }));
    const run = context.getProp(module, 'mapBatch');
    const given = context.newString(text);
    const result = context.unwrapResult(context.callFunction(run, context.undefined, given));
    const mapped = context.getString(result);
    for (const handle of [result, given, run, module]) handle.dispose();
    context.dispose();
    runtime.dispose();
    return mapped;
  }
  return {
    name: 'QuickJS, a batch as one JSON text',
    run: async (items) => mapInBatches(items, mapBatch),
    close: async () => undefined,
  };
}
