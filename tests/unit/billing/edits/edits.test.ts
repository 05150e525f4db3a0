import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeEdits } from '../../../../runtime/src/core/billing/edits/change-edits.ts';
import { editDeal } from '../../../../runtime/src/core/billing/edits/edit-deal.ts';
import { InvoiceChanges } from '../../../../runtime/src/core/billing/edits/invoice-changes.ts';
import {
  conflictsOf,
  linePointer,
  wholeLinePointer,
} from '../../../../runtime/src/core/billing/edits/invoice-edits.ts';
import { readChanges } from '../../../../runtime/src/core/billing/edits/read-changes.ts';
import { settleEdits } from '../../../../runtime/src/core/billing/edits/settle-edits.ts';
import { sourceValues } from '../../../../runtime/src/core/billing/edits/source-values.ts';
import type { CanonicalDealLine } from '../../../../runtime/src/core/canonical/deal.ts';

const document = { purchaseOrder: null, termsCode: 'net:30', recipients: [], notes: [] };
const line: CanonicalDealLine = {
  key: 'a/b~c',
  sku: 'PLAT-Y',
  name: 'Platform',
  quantity: '3.00',
  unitPrice: '12000.00',
  discountPercent: '10',
};
const sources = sourceValues(document, { lines: [line] });
const at = (field: 'quantity' | 'unitPrice' | 'discount' | 'description'): string =>
  linePointer(line.key, field);

const bo = {
  by: { kind: 'person', id: 'per_1', name: 'Bo' },
  at: '2026-11-24T03:00:00.000Z',
} as const;

const change = (changes: object) =>
  readChanges(
    InvoiceChanges.parse(changes),
    {
      keyAt: (position) => (position === 1 ? line.key : undefined),
      kindOf: (key) => (key === line.key ? 'deal_line' : undefined),
      canEdit: true,
    },
    () => 'lin_1',
  );

describe('what a source says of the fields that can be edited', () => {
  it('is decimals in plain notation, by pointers that hold any key', () => {
    expect(sources).toEqual({
      '/purchaseOrder': null,
      '/terms': 'net:30',
      '/recipients': [],
      '/notes': [],
      '/lines/a~1b~0c': {
        sku: 'PLAT-Y',
        description: null,
        quantity: '3',
        unitPrice: '12000',
        discount: { percent: '10' },
      },
      '/lines/a~1b~0c/description': null,
      '/lines/a~1b~0c/quantity': '3',
      '/lines/a~1b~0c/unitPrice': '12000',
      '/lines/a~1b~0c/discount': { percent: '10' },
    });
  });
});

describe('a change', () => {
  it('is kept beside what the source says', () => {
    const { changes } = change({ purchaseOrder: 'PO-1', lines: [{ position: 1, quantity: '2' }] });
    expect(changeEdits({}, sources, { changes, ...bo })).toEqual({
      '/purchaseOrder': { source: null, value: 'PO-1', ...bo },
      [at('quantity')]: { source: '3', value: '2', ...bo },
    });
  });

  it.each([
    ['null', { lines: [{ position: 1, quantity: null }] }],
    ['the same value in other digits', { lines: [{ position: 1, quantity: '3.000' }] }],
  ])('to %s goes back to the source', (_name, changes) => {
    const edits = { [at('quantity')]: { source: '3', value: '2', ...bo } };
    expect(changeEdits(edits, sources, { ...change(changes), ...bo })).toEqual({});
  });

  it.each([
    [{ percent: '0.0' }, null],
    [{ amount: '0' }, null],
    [{ percent: '12.50' }, { percent: '12.5' }],
    [{ amount: '100.00' }, { amount: '100' }],
  ])('of the discount to %j is %j', (discount, value) => {
    expect(change({ lines: [{ position: 1, discount }] }).changes.get(at('discount'))).toEqual(value);
  });

  it('of a line that is not there is told by its place', () => {
    expect(change({ lines: [{ position: 1 }, { position: 7, quantity: '1' }] }).refused).toEqual([
      { pointer: '/lines/1', rule: 'edit.line_unknown' },
    ]);
  });

  it.each([
    [{ terms: 'whenever' }],
    [{ lines: [{ position: 1, unitPrice: '-1' }] }],
    [{ lines: [{ position: 1, quantity: '1e3' }] }],
    [{ lines: [{ position: 1, discount: { percent: '101' } }] }],
    [{ lines: [{ position: 1, discount: { percent: '1', amount: '1' } }] }],
    [{ total: '1' }],
  ])('that is %j is refused', (changes) => {
    expect(InvoiceChanges.safeParse(changes).success).toBe(false);
  });
});

describe('an edit under a new version of its source', () => {
  const edits = { [at('quantity')]: { source: '3', value: '2', ...bo } };
  const withQuantity = (quantity: string) =>
    settleEdits(edits, sourceValues(document, { lines: [{ ...line, quantity }] }));

  it('holds while the source says the same', () => {
    expect(withQuantity('3.0')).toEqual(edits);
  });

  it('is no edit any more once the source says the same as it', () => {
    expect(withQuantity('2')).toEqual({});
  });

  it('keeps what the source says now beside it, until the source takes it back or somebody chooses', () => {
    const conflicting = withQuantity('5');
    expect(conflicting).toEqual({ [at('quantity')]: { source: '3', value: '2', conflict: '5', ...bo } });
    expect(conflictsOf(conflicting)).toEqual([at('quantity')]);
    expect(settleEdits(conflicting, sources)).toEqual(edits);
    const now = sourceValues(document, { lines: [{ ...line, quantity: '5' }] });
    const again = change({ lines: [{ position: 1, quantity: '2' }] }).changes;
    expect(changeEdits(conflicting, now, { changes: again, ...bo })).toEqual({
      [at('quantity')]: { source: '5', value: '2', ...bo },
    });
  });

  it('is gone with its line', () => {
    expect(settleEdits(edits, sourceValues(document, { lines: [] }))).toEqual({});
  });
});

describe('a deal with edits in', () => {
  it('says what was edited, and the rest as it was', () => {
    const { changes } = change({
      lines: [
        {
          position: 1,
          description: 'As agreed on the phone',
          quantity: '2',
          unitPrice: '11000',
          discount: { amount: '50' },
        },
      ],
    });
    const { discountPercent: _percent, ...rest } = line;
    expect(editDeal({ lines: [line] }, changeEdits({}, sources, { changes, ...bo })).lines).toEqual([
      {
        ...rest,
        description: 'As agreed on the phone',
        quantity: '2',
        unitPrice: '11000',
        discountAmount: '50',
      },
    ]);
  });

  const decimal = fc.integer({ min: 1, max: 99_999 }).map((cents) => String(cents / 100));
  const anyChange = fc.record(
    {
      description: fc.constantFrom('', 'new', null),
      quantity: fc.option(decimal),
      unitPrice: fc.option(decimal),
      discount: fc.option(
        fc.oneof(
          fc.record({ percent: fc.integer({ min: 0, max: 100 }).map(String) }),
          fc.record({ amount: decimal }),
        ),
      ),
    },
    { requiredKeys: [] },
  );

  it('is the deal again after everything went back to the source, whatever was changed in whatever order', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 6 }), (steps) => {
        const edits = steps.reduce<ReturnType<typeof changeEdits>>(
          (sofar, step) =>
            changeEdits(sofar, sources, { ...change({ lines: [{ position: 1, ...step }] }), ...bo }),
          {},
        );
        const back = { description: null, quantity: null, unitPrice: null, discount: null };
        const undone = changeEdits(edits, sources, {
          ...change({ lines: [{ position: 1, ...back }] }),
          ...bo,
        });
        expect(undone).toEqual({});
        const said = sourceValues(document, editDeal({ lines: [line] }, edits));
        expect({ ...said, [wholeLinePointer(line.key)]: null }).toEqual({
          ...sources,
          ...Object.fromEntries(Object.entries(edits).map(([pointer, { value }]) => [pointer, value])),
          [wholeLinePointer(line.key)]: null,
        });
      }),
    );
  });
});
