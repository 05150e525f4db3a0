import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { previewContract } from '../../../runtime/src/commands/billing/preview-contract.ts';
import { readContractFile } from '../../../runtime/src/commands/billing/read-contract-file.ts';
import { assert } from '../../../runtime/src/core/assert.ts';
import { previewDraft } from '../../../runtime/src/core/validation/preview-draft.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../docs/examples/contracts');
const NAMES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json'))
  .map((name) => name.slice(0, -'.json'.length));

const readJson = (name: string) => JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8'));

function previewOf(name: string) {
  const read = readContractFile(readJson(`${name}.json`), undefined);
  assert(read.ok, `${name} can be read`);
  const { from, to } = readJson(`${name}.expected.json`);
  return previewContract(read.file, { from, to });
}

test('there are at least eight contracts, each with a row of the list and the invoices that it gives', () => {
  const list = readFileSync(path.join(FOLDER, 'README.md'), 'utf8');
  expect(NAMES.length).toBeGreaterThanOrEqual(8);
  expect(NAMES.filter((name) => !list.includes(`(${name}.json)`))).toEqual([]);
  expect(NAMES.filter((name) => !list.includes(`(${name}.expected.json)`))).toEqual([]);
});

describe.each(NAMES)('%s', (name) => {
  test('gives the invoices that were worked out apart from this program', () => {
    const { invoices, findings } = previewOf(name);
    expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
    expect(
      invoices.map(({ document: { issueDate, totals } }) => ({
        day: issueDate,
        net: totals.taxExclusive,
        tax: totals.tax,
        total: totals.payable,
      })),
    ).toEqual(readJson(`${name}.expected.json`).invoices);
  });

  test('gives drafts that compute to the same documents by themselves', () => {
    for (const { draft, document } of previewOf(name).invoices) {
      const computed = previewDraft(JSON.parse(JSON.stringify(draft)));
      assert(computed.ok, `a draft of ${name} can be computed`);
      expect(computed.document).toEqual(document);
    }
  });
});
