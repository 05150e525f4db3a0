import { SANDBOX_LIMITS } from '../../../runtime/src/adapters/sandbox/sandbox-limits.ts';
import { asExpression, MAP_BATCH, MAP_CONTEXT, type MappingRunner, mapInBatches } from './mapping-runner.ts';

/**
 * V8 in an isolate of its own, from the binary that comes with the package: no install script is run. Undefined on a
 * platform for which it brings none.
 */
export async function runInIsolatedVm(script: string): Promise<MappingRunner | undefined> {
  const loaded = await import('isolated-vm').catch(() => undefined);
  if (loaded === undefined) return undefined;
  const { Isolate } = loaded.default;
  const isolate = new Isolate({ memoryLimit: SANDBOX_LIMITS.memoryMaxBytesDefault / 1024 / 1024 });
  const code = isolate.compileScriptSync(`${MAP_BATCH}(${asExpression(script)}, ${MAP_CONTEXT})`);
  function mapBatch(text: string): string {
    const context = isolate.createContextSync();
    const run = code.runSync(context, { reference: true });
    const mapped: unknown = run.applySync(undefined, [text], { timeout: SANDBOX_LIMITS.timeoutMsDefault });
    context.release();
    if (typeof mapped !== 'string') throw new Error('a batch of the bench gives text');
    return mapped;
  }
  return {
    name: 'isolated-vm',
    run: async (items) => mapInBatches(items, mapBatch),
    close: async () => isolate.dispose(),
  };
}
