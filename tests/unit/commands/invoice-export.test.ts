import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCommand } from '../../../runtime/src/commands/run-command.ts';
import { readXml, textsAt } from '../../support/read-xml.ts';
import { computed, draftText } from '../invoice/sample-draft.ts';

const example = (name: string): string =>
  fileURLToPath(new URL(`../../../docs/examples/invoices/${name}.json`, import.meta.url));

let folder: string;
let err: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'invoice-export-'));
  err = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const out = (): string => join(folder, 'out.xml');
const run = (format: string, from: string): Promise<number> =>
  runCommand(['invoice', 'export', '--format', format, from, out()]);

async function fileOf(value: unknown): Promise<string> {
  const path = join(folder, 'in.json');
  await writeFile(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

test('a draft with a number goes out as XML, and the exit code is 0', async () => {
  expect(await run('xrechnung', example('02-public-sector'))).toBe(0);
  const xml = readXml(await readFile(out(), 'utf8'));
  expect(textsAt(xml, 'cbc:ID')).toEqual(['NE-2026-0417']);
  expect(textsAt(xml, 'cbc:BuyerReference')).toEqual(['01003000-31001-57']);
  // 16.5 × 92.00 + 2 × 1184.50 less 7.5 percent are 3709.32 (rounded line by line), and 19 percent of that is 704.77.
  expect(textsAt(xml, 'cac:LegalMonetaryTotal/cbc:PayableAmount')).toEqual(['4414.09']);
  expect(err).toBe('');
});

test('a computed document goes out as well', async () => {
  const draft = JSON.parse(await readFile(example('17-qualified-invoice'), 'utf8'));
  expect(await run('jp-pint', await fileOf(computed(draft)))).toBe(0);
  expect(textsAt(readXml(await readFile(out(), 'utf8')), 'cbc:ID')).toEqual(['M-2026-1031']);
});

test('a refusal is told as pointer, rule and text, the exit code is 1 and no file is written', async () => {
  expect(await run('jp-pint', example('19-tax-inclusive-rounded-down'))).toBe(1);
  expect(err).toBe('/taxRows/0 aligned-ibrp-051-jp A tax of 7 does not lie beside 100 times 8 percent.\n');
  await expect(access(out())).rejects.toThrow('ENOENT');
});

test('a draft without a number has none to export', async () => {
  expect(await run('ubl', await fileOf(draftText()))).toBe(1);
  expect(err).toContain('/number BR-02 The invoice has no number yet.\n');
});

test('what is neither a draft nor a document is refused with the places', async () => {
  expect(await run('ubl', await fileOf({ totals: {} }))).toBe(1);
  expect(err).toContain('/totals/lineNet document.invalid');
  expect(await run('ubl', await fileOf({ ...draftText(), currency: 'XXX' }))).toBe(1);
  expect(err).toContain('/currency currency.unknown');
});

test.each([
  ['no format', ['invoice', 'export', 'in.json', 'out.xml']],
  ['a format that does not exist', ['invoice', 'export', '--format', 'pdf', 'in.json', 'out.xml']],
  ['no output', ['invoice', 'export', '--format', 'ubl', 'in.json']],
  ['a file that is not there', ['invoice', 'export', '--format', 'ubl', '/nowhere/in.json', 'out.xml']],
])('%s is wrong use: exit code 2', async (_what, args) => {
  expect(await runCommand(args)).toBe(2);
  expect(err).not.toBe('');
});
