import { afterAll, describe, expect, test } from 'vitest';
import { createSandbox } from '../../../runtime/src/adapters/sandbox/create-sandbox.ts';
import type { ScriptOutcome } from '../../../runtime/src/flow/ports.ts';
import { batchOf, scriptOf } from './batch-of.ts';

const sandbox = createSandbox({ workers: 2 });
afterAll(() => sandbox.close());

const codes = (outcomes: ScriptOutcome[]) => outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.code));

describe('one guilty record in a batch', () => {
  test.each([
    ['loops for ever', 'for (;;);', 'mapping.script_timeout'],
    ['hangs in native code', 'return { x: (new Array(1e9) + "").length };', 'mapping.script_timeout'],
    ['eats all memory', 'let s = "a"; for (;;) s += s;', 'mapping.script_out_of_memory'],
    ['throws', 'throw new Error("no");', 'mapping.script_failed'],
    ['returns nothing', 'return;', 'mapping.script_output_invalid'],
  ])('that %s fails alone', async (_name, body, code) => {
    const script = scriptOf(`if (source === 2) { ${body} }\nreturn { source };`);
    const outcomes = await sandbox.run(batchOf(script, [1, 2, 3, 4], { timeoutMs: 1_000 }));
    expect(codes(outcomes)).toEqual(['ok', code, 'ok', 'ok']);
    expect(outcomes[3]).toEqual({ ok: true, value: { source: 4 } });
  });
});

describe('a record that tries to leave something behind', () => {
  test.each([
    ['in a table', 'const seen = { count: 0 };', 'seen.count += 1;'],
    ['in a list', 'const seen = [];', 'seen.push(1);'],
    ['deep in a table', 'const seen = { a: [{ count: 0 }] };', 'seen.a[0].count += 1;'],
    ['through another name', 'const seen = { count: 0 };', 'const alias = seen; alias.count += 1;'],
    ['on a function', 'function seen() {}', 'seen.count = 1;'],
    ['on the prototype of a function', 'function seen() {}', 'seen.prototype.count = 1;'],
    ['on itself', '', 'map.count = 1;'],
    ['in a pattern', 'const seen = /a/g;', 'seen.test("aa");'],
    ['in the helpers', '', 'ctx.helpers.seen = 1;'],
    ['in the context', '', 'ctx.seen = 1;'],
    ['on a global', '', 'globalThis.seen = 1;'],
    ['on a built-in', '', 'Array.seen = 1;'],
    ['on the name of a built-in', '', 'Object.defineProperty([].map, "name", { value: "seen" });'],
    ['on the prototype of iterators', '', 'Object.getPrototypeOf([].values()).seen = 1;'],
    ['on the prototype of generators', '', 'Object.getPrototypeOf(function* () {}).seen = 1;'],
    ['on the prototype of promises', '', 'Object.getPrototypeOf((async () => {})()).seen = 1;'],
    ['in the symbols', '', 'Symbol.seen = 1;'],
    ['in an error', '', 'Error.prototype.seen = 1;'],
    ['in the clock', '', 'Date.now = () => 0;'],
  ])('%s fails, whatever else is in the batch', async (_name, top, statement) => {
    const script = `${top}\n${scriptOf(`${statement}\nreturn {};`)}`;
    const outcomes = await sandbox.run(batchOf(script, [1, 2]));
    expect(codes(outcomes)).toEqual(['mapping.script_failed', 'mapping.script_failed']);
  });

  test('in its input changes nothing for the next', async () => {
    const script = scriptOf('const before = source.list.length; source.list.push(1); return { before };');
    const shared = { list: [] };
    const outcomes = await sandbox.run(batchOf(script, [shared, shared]));
    expect(outcomes).toEqual([
      { ok: true, value: { before: 0 } },
      { ok: true, value: { before: 0 } },
    ]);
    expect(shared.list).toEqual([]);
  });
});

describe('the batch after', () => {
  test('begins as the first one did, whatever the batches before made of their context', async () => {
    const script = `const TABLE = { a: [1, 2] };\n${scriptOf(`
      const all = Array.from({ length: source }, (_, at) => ({ ['key' + at]: 'x'.repeat(at % 100) }));
      const depth = (function dive(n) { try { return dive(n + 1); } catch { return n; } })(0);
      return { depth, table: TABLE, size: JSON.stringify(all).length };`)}`;
    const run = async (sizes: number[]) => sandbox.run(batchOf(script, sizes));
    const [first] = await run([10]);
    expect(first).toMatchObject({ ok: true, value: { table: { a: [1, 2] } } });
    for (let at = 0; at < 20; at += 1) {
      await run([5_000, 20_000, at]);
      if (at % 5 === 0) await sandbox.run(batchOf(scriptOf('return { at: source };'), [at]));
      expect(await run([10])).toEqual([first]);
    }
  });

  test('has its own instant, and a script has none while it is loaded', async () => {
    const script = `const loadedAt = Date.now();\n${scriptOf('return { loadedAt, now: Date.now(), text: ctx.now };')}`;
    for (const now of ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z']) {
      expect(await sandbox.run(batchOf(script, [1], { now }))).toEqual([
        { ok: true, value: { loadedAt: null, now: Date.parse(now), text: now } },
      ]);
    }
  });

  test('is not harmed by a script that could not be loaded', async () => {
    const good = batchOf(scriptOf('return { good: true };'));
    const bad = batchOf('throw new Error("no");\nexport default () => ({});');
    for (let at = 0; at < 3; at += 1) {
      expect(codes(await sandbox.run(bad))).toEqual(['mapping.script_failed']);
      expect(codes(await sandbox.run(good))).toEqual(['ok']);
    }
  });
});

test('jobs of a promise never run, neither in the record nor after it', async () => {
  const script = `const seen = [];\n${scriptOf(`let ran = 0;
    (async () => { await null; ran += 1; for (;;); })();
    return { ran };`)}`;
  expect(await sandbox.run(batchOf(script, [1, 2]))).toEqual([
    { ok: true, value: { ran: 0 } },
    { ok: true, value: { ran: 0 } },
  ]);
});

test('organizations and scripts run side by side without meeting', async () => {
  const runs = Array.from({ length: 12 }, (_, at) => ({ organizationId: `org_0000000${at % 4}`, at }));
  const outcomes = await Promise.all(
    runs.map(({ organizationId, at }) =>
      sandbox.run(
        batchOf(`const at = ${at};\n${scriptOf('return { at, source };')}`, [at], { organizationId }),
      ),
    ),
  );
  expect(outcomes).toEqual(runs.map(({ at }) => [{ ok: true, value: { at, source: at } }]));
});
