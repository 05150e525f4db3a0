import { expect, test } from 'vitest';
import type { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import { parsePointer, readValue } from '../../../runtime/src/core/lineage/document-pointer.ts';
import { explainValue } from '../../../runtime/src/core/lineage/explain-value.ts';
import type { LineageBasis } from '../../../runtime/src/core/lineage/lineage-basis.ts';
import { sampleDocument } from '../invoice/sample-document.ts';
import { sampleBasis } from './sample-basis.ts';

const document = sampleDocument();

/** The way back of a value of a document, with the basis that it was made of unless a test takes another. */
function explain(pointer: string, basis: LineageBasis = sampleBasis(), from: InvoiceDocument = document) {
  const place = parsePointer(pointer);
  if (!place.ok) throw new Error(place.reason);
  return explainValue(from, basis, place.value, readValue(from as never, place.value) ?? '');
}

/** Each step in a word: its kind with what it says. */
const inWords = (pointer: string, basis?: LineageBasis, from?: InvoiceDocument): string[] =>
  explain(pointer, basis, from).steps.map((step) => {
    switch (step.kind) {
      case 'computed':
        return `computed ${step.rule} of ${step.inputs.map((input) => input.pointer).join(' ')}`;
      case 'decided':
        return `decided ${step.what}`;
      case 'record':
        return `record ${step.record} ${step.version} ${step.field}`;
      case 'entered':
        return `entered by ${step.stamp.by.name}`;
      default:
        return step.kind === 'unknown' ? `unknown ${step.reason}` : step.kind;
    }
  });

test.each([
  ['/totals/payable', ['computed payable of /totals/taxInclusive /totals/prepaid']],
  ['/totals/tax', ['computed tax_sum of /taxRows/0/tax']],
  ['/totals/lineNet', ['computed line_net_sum of /lines/0/netAmount']],
  ['/taxRows/0/base', ['computed tax_base of /lines/0/netAmount']],
  ['/taxRows/0/tax', ['computed tax_of_base of /taxRows/0/base /taxRows/0/ratePercent']],
  ['/lines/0/netAmount', ['computed line_net of /lines/0/quantity /lines/0/unitPrice']],
  ['/lines/0/quantity', ['record deal 2 /lines/0/quantity']],
  ['/lines/0/unitPrice', ['record product 3 /prices/USD', 'entered by Mika']],
  ['/lines/0/name', ['record product 3 /names/en', 'entered by Mika']],
  ['/lines/0/taxRatePercent', ['record tax_rule null /taxRules/standard/taxRatePercent', 'entered by Mika']],
  ['/terms/code', ['record entity null /defaultTerms', 'entered by Mika']],
  ['/terms/text', ['computed terms_text of /terms/code /locale']],
  ['/supplyDate', ['record deal 2 /supplyDate']],
  ['/purchaseOrder', ['record deal 2 /purchaseOrder']],
  ['/seller/name', ['record entity null /legalName', 'entered by Mika']],
])('%s of a draft comes from where its rule says', (pointer, steps) => {
  expect(inWords(pointer)).toEqual(steps);
});

test('what somebody edited by hand comes from them, with what the source said, and what follows from it is computed', () => {
  const edited = { at: '2026-11-21T00:00:00.000Z', by: { kind: 'person', id: 'per_2', name: 'Bo' } } as const;
  const edits = {
    '/purchaseOrder': { source: 'PO-1', value: 'PO-7', ...edited },
    '/lines/1/quantity': { source: '8', value: '10', ...edited },
    '/lines/1/discount': { source: null, value: { percent: '5' }, ...edited },
  };
  const basis = sampleBasis({ edits });
  expect(explain('/purchaseOrder', basis).steps).toEqual([
    { kind: 'decided', what: 'edited', stamp: edited, basis: 'PO-1' },
  ]);
  expect(inWords('/lines/0/quantity', basis)).toEqual(['decided edited']);
  const [line] = document.lines;
  if (line === undefined) throw new Error('the sample has a line');
  const discount = { percent: '5', amount: '75.00', reason: 'Agreed in the deal' };
  const discounted = { ...document, lines: [{ ...line, discount }] };
  expect(inWords('/lines/0/discount/percent', basis, discounted)).toEqual(['decided edited']);
  expect(inWords('/lines/0/discount/amount', basis, discounted)).toEqual([
    'computed line_discount of /lines/0/quantity /lines/0/unitPrice /lines/0/discount/percent',
  ]);
  expect(inWords('/lines/0/netAmount', basis)).toEqual([
    'computed line_net of /lines/0/quantity /lines/0/unitPrice',
  ]);
});

test('a line that was added comes from whoever added it, with why, and from the master and the tax rules as far as they say', () => {
  const stamp = { at: '2026-11-21T00:00:00.000Z', by: { kind: 'person', id: 'per_2', name: 'Bo' } } as const;
  const reason = 'Agreed on the phone.';
  const value = { name: 'Shipping', unit: 'EA', unitPrice: '25', quantity: '10', taxClass: 'standard' };
  const edits = { '/addedLines/lin_1': { source: null, value, ...stamp, reason } };
  const basis = sampleBasis({ edits });
  const [line] = document.lines;
  if (line?.source === undefined) throw new Error('the sample has a line with a source');
  const source = { ...line.source, kind: 'added_line', externalId: 'lin_1' } as const;
  const own = {
    ...document,
    lines: [{ ...line, source, quantity: '10', productId: '', productVersionId: '' }],
  };
  const added = { kind: 'decided', what: 'line_added', stamp, basis: reason };
  for (const field of ['name', 'unit', 'unitPrice', 'quantity', 'position', 'source/kind']) {
    expect(explain(`/lines/0/${field}`, basis, own).steps).toEqual([added]);
  }
  expect(inWords('/lines/0/taxRatePercent', basis, own)).toEqual([
    'record tax_rule null /taxRules/standard/taxRatePercent',
    'entered by Mika',
  ]);
  const ofProduct = { ...document, lines: [{ ...line, source }] };
  const listed = sampleBasis({
    edits: { '/addedLines/lin_1': { source: null, value: { sku: line.sku, quantity: '10' }, ...stamp } },
  });
  expect(inWords('/lines/0/sku', listed, ofProduct)).toEqual(['decided line_added']);
  expect(inWords('/lines/0/unitPrice', listed, ofProduct)).toEqual([
    'record product 3 /prices/USD',
    'entered by Mika',
  ]);
});

test('what was left out of a sum is told beside it: which line, by whom and why', () => {
  const stamp = { at: '2026-11-21T00:00:00.000Z', by: { kind: 'person', id: 'per_2', name: 'Bo' } } as const;
  const edits = { '/lines/2': { source: { sku: 'ONBOARD' }, value: null, ...stamp, reason: 'Not wanted.' } };
  expect(explain('/totals/lineNet', sampleBasis({ edits })).steps.at(-1)).toEqual({
    ...{ kind: 'decided', what: 'line_left_out', stamp, basis: 'ONBOARD: Not wanted.' },
  });
});

test('what a deal gives is handed on to its mapping, and what people entered ends here', () => {
  expect(explain('/lines/0/quantity').mapped).toEqual({
    record: 'deal',
    id: 'dea_0000000001',
    place: ['lines', 0, 'quantity'],
  });
  expect(explain('/terms/code').mapped).toBeUndefined();
});

test('a record that says something else by now is not called the source', () => {
  const basis = sampleBasis();
  const [line] = basis.deal?.body.lines ?? [];
  if (line !== undefined) line.quantity = '11';
  expect(inWords('/lines/0/quantity', basis)).toEqual(['unknown record_changed']);
});

test('a record that says the same number in other digits is still the source', () => {
  const basis = sampleBasis();
  const [line] = basis.deal?.body.lines ?? [];
  if (line !== undefined) line.quantity = '10.00';
  expect(inWords('/lines/0/quantity', basis)).toEqual(['record deal 2 /lines/0/quantity']);
});

test('without the deal nothing is guessed', () => {
  expect(inWords('/lines/0/quantity', sampleBasis({ deal: null }))).toEqual(['unknown no_source']);
  expect(inWords('/purchaseOrder', sampleBasis({ deal: null }))).toEqual(['unknown no_source']);
});

test('lines are found by their key, wherever the deal lists them now', () => {
  const basis = sampleBasis();
  basis.deal?.body.lines.unshift({ key: '9', sku: 'OTHER', name: 'Other', quantity: '10' });
  expect(inWords('/lines/0/quantity', basis)).toEqual(['record deal 2 /lines/1/quantity']);
});

test('a rounding that gives other amounts than the document’s is not named', () => {
  const odd = sampleDocument([{ quantity: '1', unitPrice: '0.05' }], { rounding: 'down' });
  const rounding = (mode: 'half_up' | 'down') => {
    const basis = sampleBasis();
    basis.entity.rounding = mode;
    const [step] = explain('/taxRows/0/tax', basis, odd).steps;
    return step?.kind === 'computed' ? step.rounding : undefined;
  };
  expect([rounding('down'), rounding('half_up')]).toEqual(['down', 'unknown']);
});

test('who entered a setting that the audit trail does not hold is said to be unknown, its value is not', () => {
  const basis = sampleBasis();
  basis.entity.entered = null;
  expect(inWords('/terms/code', basis)).toEqual(['record entity null /defaultTerms', 'unknown not_recorded']);
});
