import { afterAll, expect, test } from 'vitest';
import { createSandbox } from '../../../runtime/src/adapters/sandbox/create-sandbox.ts';
import type { JsonValue } from '../../../runtime/src/core/json.ts';
import { HELPERS } from '../../../runtime/src/core/mapping/helpers/table.ts';
import { GIVEN, REFUSED } from '../mapping/helper-examples.ts';
import { batchOf, scriptOf } from './batch-of.ts';

const sandbox = createSandbox({ workers: 1 });
afterAll(() => sandbox.close());

const CALL = scriptOf('const [name, args] = source; return { is: ctx.helpers[name](...args) };');
const run = (calls: JsonValue[]) => sandbox.run(batchOf(CALL, calls));

test('every helper gives a script what it gives an expression', async () => {
  const outcomes = await run(GIVEN.map(([name, args]) => [name, args]));
  expect(outcomes).toEqual(GIVEN.map(([, , is]) => ({ ok: true, value: { is } })));
});

test('every refusal of a helper is thrown in the script, with its name', async () => {
  const outcomes = await run(REFUSED.map(([name, args]) => [name, args]));
  for (const [at, outcome] of outcomes.entries()) {
    expect(outcome).toMatchObject({ ok: false, code: 'mapping.script_failed' });
    expect(outcome.ok ? '' : outcome.detail).toContain(REFUSED[at]?.[2]);
  }
});

test('the decimals that the guest computes itself are those of the helpers', async () => {
  const names = [
    ['add', 'add'],
    ['subtract', 'sub'],
    ['multiply', 'mul'],
    ['compare', 'cmp'],
  ];
  const values = ['0', '-0.00', '1.50', '-1.5', '0.0000000001', '999999999999999999', '-123456.789'];
  const calls = names.flatMap(([own, shared]) =>
    values.flatMap((one) => values.map((other): JsonValue => [own ?? '', shared ?? '', one, other])),
  );
  const script = scriptOf(`const [own, shared, ...args] = source;
    return { own: ctx.helpers.decimal[own](...args), shared: ctx.helpers[shared](...args) };`);
  const outcomes = await sandbox.run(batchOf(script, calls));
  for (const outcome of outcomes) {
    expect(outcome.ok).toBe(true);
    if (outcome.ok) expect(outcome.value['own']).toEqual(outcome.value['shared']);
  }
});

test('a script can catch what a helper refuses, and cannot reach the way to it or change it', async () => {
  const script = scriptOf(`let caught = '';
    try { ctx.helpers.add('x', '1'); } catch (error) { caught = error instanceof TypeError ? error.message : 'other'; }
    try { ctx.helpers.add = () => '0'; } catch {}
    return { caught, sum: ctx.helpers.add('1', '2'), hub: typeof callHub, names: Object.keys(ctx.helpers).length };`);
  const [outcome] = await sandbox.run(batchOf(script));
  expect(outcome).toEqual({
    ok: true,
    value: {
      caught: 'add: "x" is no plain decimal number',
      sum: '3',
      hub: 'undefined',
      names: HELPERS.size + 1,
    },
  });
});

test('an argument beyond all bounds, or none that JSON can hold, is refused and ends nothing', async () => {
  const script = scriptOf(`const tries = [['a'.repeat(70000)], [10n], [undefined], [() => 1]];
    return { refused: tries.map((args) => { try { return ctx.helpers.trim(...args); } catch (error) { return error.message; } }) };`);
  const [outcome] = await sandbox.run(batchOf(script));
  expect(outcome).toMatchObject({
    ok: true,
    value: {
      refused: [
        'trim: takes at most 65536 characters',
        expect.any(String),
        expect.stringContaining('argument 1 must be a text'),
        expect.stringContaining('argument 1 must be a text'),
      ],
    },
  });
});
