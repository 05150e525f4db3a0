import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCommand } from '../../../runtime/src/commands/run-command.ts';
import { importsOf } from './imports-of.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const EXAMPLE = path.join(ROOT, 'docs/examples/contracts/saas-upgrade.json');
const YEAR = ['--from', '2026-01-01', '--to', '2026-12-31'];

let folder: string;
let out: string;
let err: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'billing-preview-'));
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

const preview = (...args: string[]): Promise<number> => runCommand(['billing', 'preview', ...args]);

async function write(name: string, value: unknown): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
}

/** The example with some fields in place of its own. */
async function changed(changes: object): Promise<string> {
  const contract = JSON.parse(await readFile(EXAMPLE, 'utf8'));
  return write('contract.json', { ...contract, ...changes });
}

test('the table has day, lines with period, quantity, price, amount and tax, and the total of each invoice and of all', async () => {
  expect(await preview(EXAMPLE, '--from', '2026-03-01', '--to', '2026-03-31')).toBe(0);
  const rows = out.split('\n').map((row) => row.trim().split(/ {2,}/));
  expect(rows).toContainEqual([
    '2026-03-01',
    'Seat, monthly',
    '2026-03-01 to 2026-03-16',
    '1',
    '103.23',
    '103.23',
    'S 8.875%',
  ]);
  expect(rows).toContainEqual([
    '2026-03-17',
    'Seat, monthly',
    '2026-03-17 to 2026-03-31',
    '1',
    '232.26',
    '232.26',
    'S 8.875%',
  ]);
  expect(rows).toContainEqual(['tax on 103.23', '9.16', 'S 8.875%']);
  expect(rows).toContainEqual(['total', 'due 2026-03-31', '112.39']);
  expect(rows).toContainEqual(['2 invoices: net 335.49, tax 29.77, total 365.26 USD']);
  expect(err).toBe('');
});

test('a price is written with no fewer decimals than an amount', async () => {
  await preview(EXAMPLE, '--from', '2026-02-01', '--to', '2026-02-28');
  expect(out).toMatch(/ 5 +40\.00 +200\.00 /);
});

test('--json gives drafts of the same invoices, each of which `invoice compute` takes', async () => {
  expect(await preview(EXAMPLE, ...YEAR, '--json')).toBe(0);
  const drafts: unknown[] = JSON.parse(out);
  expect(drafts).toHaveLength(14);
  out = '';
  expect(await runCommand(['invoice', 'compute', await write('draft.json', drafts[0])])).toBe(0);
  expect(JSON.parse(out).document.totals.payable).toBe('217.75');
});

test('invoices before the span are not shown, and count as issued', async () => {
  await preview(EXAMPLE, '--from', '2026-12-01', '--to', '2026-12-31', '--json');
  expect(JSON.parse(out).map(({ issueDate }: { issueDate: string }) => issueDate)).toEqual(['2026-12-01']);
});

test('facts may lie beside the contract', async () => {
  const example = path.join(ROOT, 'docs/examples/contracts/usage-graduated.json');
  const { facts, ...contract } = JSON.parse(await readFile(example, 'utf8'));
  const span = ['--from', '2026-01-01', '--to', '2026-07-31'];
  expect(await preview(example, ...span)).toBe(0);
  const together = out;
  out = '';
  expect(
    await preview(
      await write('contract.json', contract),
      ...span,
      '--facts',
      await write('facts.json', facts),
    ),
  ).toBe(0);
  expect(out).toBe(together);
});

test('without tax rules nothing is taxed, and that is said', async () => {
  expect(await preview(await changed({ taxRules: undefined }), ...YEAR, '--json')).toBe(0);
  expect(JSON.parse(out)[0].lines[0]).toMatchObject({ taxCategory: 'O', taxRatePercent: '0' });
  expect(err).toContain('/taxRules tax.not_given');
});

test('usage that no item bills is said, and is no reason to end with an error', async () => {
  const usage = { id: 'u1', kind: 'usage', meter: 'calls', at: '2026-01-05T00:00:00Z', quantity: '4' };
  expect(await preview(await changed({ facts: [usage] }), ...YEAR)).toBe(0);
  expect(err).toContain('"calls"');
});

test.each([
  ['a field that is unknown', { prizes: {} }, '/prizes'],
  ['an amount that is a number', { prices: { SEAT: 40 } }, '/prices/SEAT'],
  ['a currency that does not exist', { currency: 'XXQ' }, '/currency'],
  ['a zone that does not exist', { seller: { timeZone: 'Mars/Olympus' } }, '/seller/timeZone'],
  ['a fact with an unknown field', { facts: [{ id: 'a', kind: 'expense', amonut: '1' }] }, '/facts/0/amonut'],
  ['a product without a price', { prices: {} }, '/'],
  ['a tax class without a rule', { products: { SEAT: { taxClass: 'reduced' } } }, '/'],
])('%s is refused with its pointer, and no invoice is shown', async (_name, changes, pointer) => {
  expect(await preview(await changed(changes), ...YEAR)).toBe(1);
  expect(out).toBe('');
  expect(err.split('\n').map((line) => line.split(' ').slice(0, 2).join(' '))).toContain(
    `${pointer} contract.invalid`,
  );
});

test('two facts of one id are refused, since one of them would be left out', async () => {
  const usage = { id: 'u1', kind: 'usage', meter: 'calls', at: '2026-01-05T00:00:00Z', quantity: '4' };
  expect(await preview(await changed({ facts: [usage, usage] }), ...YEAR)).toBe(1);
  expect(err).toContain('/facts/u1/id contract.invalid');
});

test('what is beyond the contract stops it from its day on, and the invoices before are shown', async () => {
  expect(await preview(await changed({ notToExceed: '450.00' }), ...YEAR)).toBe(1);
  expect(out).toContain('2 invoices: net 400.00');
  expect(err).toContain('From 2026-03-01 on nothing is billed');
});

test('wrong use ends with 2: no span, a day that does not exist, days in the wrong order, a file that is none', async () => {
  expect(await preview(EXAMPLE)).toBe(2);
  expect(await preview(EXAMPLE, '--from', '2026-02-30', '--to', '2026-03-31')).toBe(2);
  expect(await preview(EXAMPLE, '--from', '2026-03-31', '--to', '2026-03-01')).toBe(2);
  expect(await preview(path.join(folder, 'nowhere.json'), ...YEAR)).toBe(2);
  expect(await preview(await write('contract.json', '{'), ...YEAR)).toBe(2);
  expect(await preview(EXAMPLE, ...YEAR, '--unknown')).toBe(2);
  expect(await runCommand(['billing', 'guess'])).toBe(2);
  expect(out).toBe('');
});

test('nothing of a database, a flow or the web is loaded for it', () => {
  const loaded = importsOf(path.join(ROOT, 'runtime/src/commands/billing-preview.ts'));
  expect(loaded).toContain(path.join(ROOT, 'runtime/src/core/billing/forecast-invoices.ts'));
  expect(loaded.filter((name) => /\/src\/(db|flow|adapters|http|console|worker)\//.test(name))).toEqual([]);
  expect(loaded.filter((name) => !name.startsWith('/') && !name.startsWith('node:')).sort()).toEqual([
    'big.js',
    'zod',
  ]);
});
