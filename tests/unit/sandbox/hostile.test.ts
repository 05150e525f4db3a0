import { afterAll, describe, expect, test } from 'vitest';
import { createSandbox } from '../../../runtime/src/adapters/sandbox/create-sandbox.ts';
import { batchOf, scriptOf } from './batch-of.ts';
import { HOSTILE_SCRIPTS } from './hostile-scripts.ts';

const sandbox = createSandbox({ workers: 1, timeoutMs: 1_000 });
afterAll(() => sandbox.close());

const GOOD = batchOf(scriptOf('return { doubled: source.amount * 2 };'), [{ amount: 21 }]);

describe.each(HOSTILE_SCRIPTS)('$name', ({ script, code }) => {
  test(`ends in ${code}, the pool goes on and the main thread stays free`, async () => {
    let hasTimerFired = false;
    const timer = setTimeout(() => {
      hasTimerFired = true;
    }, 0);
    const outcomes = await sandbox.run(
      batchOf(script, [null], { timeoutMs: code === 'mapping.script_out_of_memory' ? 9_000 : 500 }),
    );
    clearTimeout(timer);
    expect(outcomes).toMatchObject([{ ok: false, code }]);
    // A script that ends at once may be quicker than the timer; one that is stopped after half a second is not.
    if (code === 'mapping.script_timeout') expect(hasTimerFired).toBe(true);
    expect(await sandbox.run(GOOD)).toEqual([{ ok: true, value: { doubled: 42 } }]);
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
  });
});
