import { afterAll, describe, expect, test } from 'vitest';
import { createSandbox } from '../../../runtime/src/adapters/sandbox/create-sandbox.ts';
import { SANDBOX_LIMITS } from '../../../runtime/src/adapters/sandbox/sandbox-limits.ts';
import { HELPERS } from '../../../runtime/src/core/mapping/helpers/table.ts';
import { batchOf, scriptOf } from './batch-of.ts';

const sandbox = createSandbox({ workers: 2 });
afterAll(() => sandbox.close());

const run = async (body: string, sources: Parameters<typeof batchOf>[1] = [null]) =>
  (await sandbox.run(batchOf(scriptOf(body), sources))).map((outcome) =>
    outcome.ok ? outcome.value : outcome,
  );

describe('what a script is given', () => {
  test('is the record, the draft, the instant and the helpers', async () => {
    const [outcome] = await sandbox.run({
      ...batchOf(
        scriptOf('return { ...draft, source, now: ctx.now, helpers: Object.keys(ctx.helpers).sort() };'),
      ),
      items: [{ source: { 名前: '株式会社ノース' }, draft: { currency: 'JPY' } }],
    });
    expect(outcome).toEqual({
      ok: true,
      value: {
        currency: 'JPY',
        source: { 名前: '株式会社ノース' },
        now: '2026-02-03T04:05:06.789Z',
        helpers: ['text', ...HELPERS.keys()].toSorted(),
      },
    });
  });

  test('has one instant: every way to ask for the time gives that of the batch, in UTC', async () => {
    const body = `return {
      now: Date.now() === Date.parse(ctx.now),
      made: new Date().toISOString(),
      called: typeof Date(),
      offset: new Date(2026, 6, 1).getTimezoneOffset(),
      local: new Date(2026, 6, 1).toISOString(),
      given: new Date('2020-01-01').getTime(),
      isDate: new Date() instanceof Date && new Date().constructor === Date,
    };`;
    expect(await run(body)).toEqual([
      {
        now: true,
        made: '2026-02-03T04:05:06.789Z',
        called: 'string',
        offset: 0,
        local: '2026-07-01T00:00:00.000Z',
        given: 1_577_836_800_000,
        isDate: true,
      },
    ]);
  });

  test('holds no global that could reach out, wait or compile', async () => {
    const names =
      'process require fetch setTimeout queueMicrotask console performance Promise Function eval WeakRef ' +
      'FinalizationRegistry SharedArrayBuffer Atomics std os Worker WebAssembly navigator';
    const body = `return { found: ${JSON.stringify(names.split(' '))}.filter((name) => name in globalThis) };`;
    expect(await run(body)).toEqual([{ found: [] }]);
  });

  test('lets a script name its own errors', async () => {
    const body = `class Missing extends Error { constructor(text) { super(text); this.name = 'Missing'; } } throw new Missing('no stage');`;
    expect(await run(body)).toEqual([
      { ok: false, code: 'mapping.script_failed', detail: 'Missing: no stage (line 2)' },
    ]);
  });
});

describe('what a script returns', () => {
  test('comes back as JSON holds it, in the order of the records, over more than one context', async () => {
    const sources = Array.from({ length: SANDBOX_LIMITS.recordsPerBatch * 2 + 1 }, (_, at) => ({ at }));
    expect(await run('return { at: source.at, gone: undefined, none: NaN };', sources)).toEqual(
      sources.map(({ at }) => ({ at, none: null })),
    );
  });

  test('may be as large as the limit and no larger', async () => {
    const room = SANDBOX_LIMITS.outputMaxBytes - JSON.stringify({ x: '' }).length;
    const body = 'return { x: "x".repeat(source) };';
    const [fits, exceeds] = await sandbox.run(batchOf(scriptOf(body), [room, room + 1]));
    expect(fits?.ok).toBe(true);
    expect(exceeds).toMatchObject({ ok: false, code: 'mapping.script_output_invalid' });
  });

  test('is cut when it is an error of any length', async () => {
    const [outcome] = await sandbox.run(batchOf(scriptOf('throw new Error("x".repeat(1e6));')));
    expect(outcome?.ok === false && outcome.detail.length).toBeLessThanOrEqual(SANDBOX_LIMITS.detailMaxChars);
  });
});

describe('a record that cannot be handed over', () => {
  const batch = batchOf(scriptOf('return { seen: true };'), [
    'x'.repeat(SANDBOX_LIMITS.inputMaxBytes),
    JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    'small',
  ]);

  test('fails alone', async () => {
    expect(await sandbox.run(batch)).toMatchObject([
      { ok: false, code: 'mapping.script_failed', detail: expect.stringContaining('262144') },
      { ok: false, code: 'mapping.script_failed' },
      { ok: true, value: { seen: true } },
    ]);
  });
});

describe('a script that cannot be loaded', () => {
  test.each([
    ['export default function map( { return', 'line 1'],
    ['\nawait 1;\nexport default () => ({});', 'no default function'],
    [`export default () => ${'['.repeat(30_000)}${']'.repeat(30_000)}`, 'stack'],
    [`// ${'x'.repeat(SANDBOX_LIMITS.scriptMaxChars)}\nexport default () => ({})`, 'characters'],
    ['const deepFreeze = () => {};\nexport default () => ({});', 'deepFreeze'],
  ])('fails every record and says why: %#', async (script, reason) => {
    const failure = { ok: false, code: 'mapping.script_failed', detail: expect.stringContaining(reason) };
    expect(await sandbox.run(batchOf(script, [1, 2]))).toEqual([failure, failure]);
  });
});

test('no records give no outcomes', async () => {
  expect(await sandbox.run(batchOf(scriptOf('return {};'), []))).toEqual([]);
});

test('a sandbox that is closed refuses to run and closes twice', async () => {
  const closed = createSandbox();
  await closed.close();
  await closed.close();
  await expect(closed.run(batchOf(scriptOf('return {};')))).rejects.toMatchObject({
    code: 'request.shutting_down',
  });
});

test('a run that is under way when the sandbox closes still ends, with its outcomes', async () => {
  const closing = createSandbox({ workers: 1 });
  const running = closing.run(batchOf(scriptOf('return { a: 1 };')));
  const waiting = closing.run(batchOf(scriptOf('return { a: 2 };')));
  const refused = expect(waiting).rejects.toMatchObject({ code: 'request.shutting_down' });
  await closing.close();
  expect(await running).toEqual([{ ok: true, value: { a: 1 } }]);
  await refused;
});

test.each([{ workers: 0 }, { workers: 17 }, { memoryMaxBytes: 1024 }])(
  'options out of bounds are refused: %j',
  (options) => {
    expect(() => createSandbox(options)).toThrow('assertion');
  },
);
