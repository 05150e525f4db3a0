import { Readable, Writable } from 'node:stream';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { readLines } from '../../../runtime/src/commands/read-lines.ts';
import { runCommand } from '../../../runtime/src/commands/run-command.ts';
import type { JsonValue } from '../../../runtime/src/core/json.ts';
import { captureOutput } from './support/capture-output.ts';
import { DEFINITION, mappingRoot } from './support/mapping-folder.ts';
import { replaceStdin } from './support/stdin.ts';

const root = mappingRoot();
const written = captureOutput();
const putStdin = replaceStdin();
let folder: string;

beforeEach(async () => {
  folder = await root.put('acme-thing', { 'mapping.json': DEFINITION });
});

/** Runs the mapping of the folder over what comes in on standard input. */
function run(input: string | Uint8Array, of = folder): Promise<number> {
  putStdin(input);
  return runCommand(['mapping', 'run', of]);
}

const toLines = (records: JsonValue[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

test('records come out as canonical ones, one per line in their order, and the exit code is 0', async () => {
  const ids = Array.from({ length: 120 }, (_, at) => `A${at}`);
  expect(await run(toLines(ids.map((id) => ({ id, title: ' 茶 ' }))))).toBe(0);
  expect(written).toEqual({ out: toLines(ids.map((sku) => ({ sku, name: '茶' }))), err: '' });
});

test('what is refused is told by the number of its line, the others go on, and the exit code is 1', async () => {
  const input = '{"id":"A","title":"Tea"}\n\n{"id":"B"}\r\n[1]\n{\n{"id":"C","title":"Cake"}';
  expect(await run(input)).toBe(1);
  expect(written.out).toBe('{"sku":"A","name":"Tea"}\n{"sku":"C","name":"Cake"}\n');
  expect(written.err.split('\n')).toEqual([
    'line 3: /title mapping.refused row 2, field "name": is missing',
    'line 4: / request.invalid A record must be a JSON object.',
    expect.stringMatching(/^line 5: \/ request\.invalid ./),
    '',
  ]);
});

test('a line that is too long, and one that is no UTF-8, are refused and the next is read', async () => {
  const long = Buffer.from(`{"id":"${'x'.repeat(1_048_576)}"}\n`);
  const input = Buffer.concat([
    long,
    Buffer.from([0x22, 0xff, 0x22, 0x0a]),
    Buffer.from(toLines([{ id: 'A', title: 'Tea' }])),
  ]);
  expect(await run(input)).toBe(1);
  expect(written.out).toBe('{"sku":"A","name":"Tea"}\n');
  expect(written.err).toContain('line 1: / request.invalid The line is too long.\n');
  expect(written.err).toMatch(/line 2: \/ request\.invalid /);
});

test('an integer that a JSON number cannot carry is refused, as the hub refuses it', async () => {
  expect(await run('{"id":12345678901234567890,"title":"Tea"}\n')).toBe(1);
  expect(written).toMatchObject({ out: '', err: expect.stringContaining('line 1: /id request.invalid') });
});

test('a script runs in the sandbox, and one that throws refuses its record only', async () => {
  const scripted = await root.put('acme-scripted', {
    'mapping.json': { ...DEFINITION, object: 'scripted', script: true },
    'script.js':
      "export default function map(source, draft) {\n  if (source.id === 'B') throw new Error('no B');\n  return draft;\n}\n",
  });
  const records = ['A', 'B', 'C'].map((id) => ({ id, title: id }));
  expect(await run(toLines(records), scripted)).toBe(1);
  expect(written.out).toBe('{"sku":"A","name":"A"}\n{"sku":"C","name":"C"}\n');
  expect(written.err).toMatch(/^line 2: \/ mapping\.script_failed .*no B/);
});

test('a reader that has enough and goes away, such as head, ends the run and is no failure', async () => {
  const gone = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
  const stdout = new Writable({ write: (_chunk, _encoding, done) => done(gone) });
  const ofProcess = Object.getOwnPropertyDescriptor(process, 'stdout') ?? {};
  Object.defineProperty(process, 'stdout', { value: stdout, configurable: true });
  const exitCode = await run(toLines([{ id: 'A', title: 'Tea' }])).finally(() =>
    Object.defineProperty(process, 'stdout', ofProcess),
  );
  expect(exitCode).toBe(0);
  expect(written.err).toBe('');
});

test('nothing on standard input gives nothing, and the exit code is 0', async () => {
  expect(await run('')).toBe(0);
  expect(written).toEqual({ out: '', err: '' });
});

test('a definition that does not compile is refused with row and pointer: 1', async () => {
  const bad = await root.put('acme-bad', { 'mapping.json': { ...DEFINITION, fields: [{ to: 'sku' }] } });
  expect(await run('{}\n', bad)).toBe(1);
  expect(written.err).toMatch(/^mapping\.definition_invalid: acme-bad: \/fields\/0: row 1: /);
});

test('no folder, and one without a mapping, are wrong use: 2', async () => {
  expect(await runCommand(['mapping', 'run'])).toBe(2);
  expect(await run('', root.path)).toBe(2);
  expect(await runCommand(['mapping', 'run', folder, folder])).toBe(2);
});

test('lines are the same wherever the stream is cut', async () => {
  const text = fc.stringMatching(/^[a\n]{0,40}$/);
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat(40)), async (whole, cuts) => {
      const places = [...new Set([0, ...cuts.filter((cut) => cut < whole.length), whole.length])].toSorted(
        (a, b) => a - b,
      );
      const pieces = places.slice(1).map((end, at) => Buffer.from(whole.slice(places[at], end)));
      const lines: string[] = [];
      for await (const { number, bytes } of readLines(Readable.from(pieces))) {
        expect(number).toBe(lines.length + 1);
        lines.push(Buffer.from(bytes ?? []).toString());
      }
      expect(lines).toEqual(
        whole
          .replace(/\n$/, '')
          .split('\n')
          .slice(0, whole === '' ? 0 : undefined),
      );
    }),
  );
});
