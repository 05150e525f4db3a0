import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCommand } from '../../../runtime/src/commands/run-command.ts';
import { draftLine, draftText } from '../invoice/sample-draft.ts';

let folder: string;
let out: string;
let err: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'invoice-compute-'));
  [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function compute(draft: unknown, ...more: string[]): Promise<number> {
  const path = join(folder, 'draft.json');
  await writeFile(path, typeof draft === 'string' ? draft : JSON.stringify(draft));
  return runCommand(['invoice', 'compute', path, ...more]);
}

test('a draft that is right goes out as document and findings, and the exit code is 0', async () => {
  expect(await compute(draftText())).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ document: { totals: { payable: '110.00' } }, findings: [] });
  expect(err).toBe('');
});

test('a second file takes the output, and standard output stays empty', async () => {
  const to = join(folder, 'out.json');
  expect(await compute(draftText(), to)).toBe(0);
  expect(JSON.parse(await readFile(to, 'utf8')).document.totals.payable).toBe('110.00');
  expect(out).toBe('');
});

test('an error is told as pointer, code and text beside the document, and the exit code is 1', async () => {
  expect(await compute(draftText({ lines: [draftLine({ quantity: '0' })] }))).toBe(1);
  expect(err).toBe('/lines/0/quantity line.quantity_not_positive "Item": the quantity is not above zero.\n');
  expect(JSON.parse(out).findings).toHaveLength(1);
});

test('a draft that is refused gives no document', async () => {
  expect(await compute({ ...draftText(), currency: 'XXX' })).toBe(1);
  expect(err).toBe('/currency currency.unknown XXX is no ISO 4217 currency.\n');
  expect(out).toBe('');
});

test('a file that is no JSON or not there, no file and an unknown command are wrong use: 2', async () => {
  expect(await compute('{')).toBe(2);
  expect(await runCommand(['invoice', 'compute', join(folder, 'none.json')])).toBe(2);
  expect(await runCommand(['invoice', 'compute'])).toBe(2);
  expect(await runCommand(['invoice', 'guess'])).toBe(2);
  expect(await compute(draftText(), 'a', 'b')).toBe(2);
  expect(await compute(draftText(), '--fast')).toBe(2);
  expect(out).toBe('');
});
