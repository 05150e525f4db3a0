import { createContext, Script } from 'node:vm';
import { SANDBOX_LIMITS } from '../../../runtime/src/adapters/sandbox/sandbox-limits.ts';
import { asExpression, MAP_BATCH, MAP_CONTEXT, type MappingRunner, mapInBatches } from './mapping-runner.ts';

/** V8 beside the hub's own objects: quick, and by the words of Node's documentation no mechanism of security. */
export function runInNodeVm(script: string): MappingRunner {
  const code = new Script(`${MAP_BATCH}(${asExpression(script)}, ${MAP_CONTEXT})(text)`);
  const mapBatch = (text: string): string => {
    const mapped: unknown = code.runInContext(createContext({ text }), {
      timeout: SANDBOX_LIMITS.timeoutMsDefault,
    });
    if (typeof mapped !== 'string') throw new Error('a batch of the bench gives text');
    return mapped;
  };
  return {
    name: 'node:vm, which is no boundary',
    run: async (items) => mapInBatches(items, mapBatch),
    close: async () => undefined,
  };
}
