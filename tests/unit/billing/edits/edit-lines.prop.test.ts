import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dealToDraft } from '../../../../runtime/src/core/billing/deal-to-draft.ts';
import { draftHash } from '../../../../runtime/src/core/billing/draft-hash.ts';
import { addedLinesOf, addedSourceValues } from '../../../../runtime/src/core/billing/edits/added-line.ts';
import { changeEdits } from '../../../../runtime/src/core/billing/edits/change-edits.ts';
import { editAdded, editDeal } from '../../../../runtime/src/core/billing/edits/edit-deal.ts';
import { InvoiceChanges } from '../../../../runtime/src/core/billing/edits/invoice-changes.ts';
import {
  addedLinePointer,
  conflictsOf,
  type InvoiceEdits,
  removalsOf,
  wholeLinePointer,
} from '../../../../runtime/src/core/billing/edits/invoice-edits.ts';
import { readChanges } from '../../../../runtime/src/core/billing/edits/read-changes.ts';
import { settleEdits } from '../../../../runtime/src/core/billing/edits/settle-edits.ts';
import { sourceValues } from '../../../../runtime/src/core/billing/edits/source-values.ts';
import type { CanonicalDealLine } from '../../../../runtime/src/core/canonical/deal.ts';
import { sumMoney } from '../../../../runtime/src/core/money/sum-money.ts';
import { billingInput } from '../billing-input.ts';

const document = { purchaseOrder: null, termsCode: 'net:30', recipients: [], notes: [] };
const stamp = { by: { kind: 'person', id: 'per_1', name: 'Bo' }, at: '2026-11-24T03:00:00.000Z' } as const;

type Line = Partial<CanonicalDealLine>;

const quantity = fc.integer({ min: 1, max: 9_999 }).map((hundredths) => String(hundredths / 100));
const price = fc.integer({ min: 0, max: 999_999 }).map((cents) => String(cents / 100));
const discount = fc.oneof(
  fc.record({ percent: fc.integer({ min: 0, max: 100 }).map(String) }),
  fc.constant(undefined),
);
const keys = ['a', 'b/c', 'd~e'];

/** A deal says something of some of the keys; each line may change or go from one version to the next. */
const deal = fc
  .record(Object.fromEntries(keys.map((key) => [key, fc.option(fc.record({ quantity, unitPrice: price }))])))
  .map((lines) => Object.entries(lines).flatMap(([key, line]) => (line === null ? [] : [{ key, ...line }])));

type Step =
  | { kind: 'deal'; lines: Line[] }
  | { kind: 'edit'; position: number; quantity: string }
  | { kind: 'add'; quantity: string; unitPrice: string; discount: { percent: string } | undefined }
  | { kind: 'remove' | 'putBack'; place: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('deal' as const), lines: deal }),
  fc.record({ kind: fc.constant('edit' as const), position: fc.integer({ min: 1, max: 5 }), quantity }),
  fc.record({ kind: fc.constant('add' as const), quantity, unitPrice: price, discount }),
  fc.record({ kind: fc.constantFrom('remove' as const, 'putBack' as const), place: fc.nat({ max: 5 }) }),
);

/** An invoice as the hub keeps it: the deal as it is now, and the edits. */
type State = { lines: Line[]; edits: InvoiceEdits; nextId: number };

const sourcesOf = ({ lines, edits }: State) => ({
  ...sourceValues(document, billingInput(lines).deal),
  ...addedSourceValues(addedLinesOf(edits)),
});

function draftOf({ lines, edits }: Pick<State, 'lines' | 'edits'>) {
  const input = billingInput(lines);
  const added = editAdded(addedLinesOf(edits), edits);
  const made = dealToDraft({ ...input, deal: editDeal(input.deal, edits), added });
  if (!made.ok) throw new Error(JSON.stringify(made.refusals));
  return made.draft;
}

const hashOf = (state: Pick<State, 'lines' | 'edits'>): string =>
  draftHash({ entityId: 'ent_1', customerId: 'cus_1', currency: 'USD', content: draftOf(state) });

function change(state: State, given: object): State {
  let { nextId } = state;
  const sources: Record<string, unknown> = sourcesOf(state);
  const billed = draftOf(state).lines.map(({ line }) => line.source.externalId);
  const { changes, addedIds } = readChanges(
    InvoiceChanges.parse(given),
    {
      keyAt: (position) => billed[position - 1],
      kindOf: (key) => {
        if (addedLinePointer(key) in sources) return 'added_line';
        return wholeLinePointer(key) in sources ? 'deal_line' : undefined;
      },
      canEdit: true,
    },
    () => `lin_${nextId++}`,
  );
  const all = {
    ...sourcesOf(state),
    ...Object.fromEntries(addedIds.map((id) => [addedLinePointer(id), null])),
  };
  return { ...state, nextId, edits: changeEdits(state.edits, all, { changes, ...stamp }) };
}

function apply(state: State, next: Step): State {
  const known = [...keys, ...addedLinesOf(state.edits).map(({ key }) => key)];
  switch (next.kind) {
    case 'deal': {
      const told = { ...state, lines: next.lines };
      return { ...told, edits: settleEdits(state.edits, sourcesOf(told)) };
    }
    case 'edit':
      return change(state, { lines: [{ position: next.position, quantity: next.quantity }] });
    case 'add': {
      const { kind: _kind, ...line } = next;
      return change(state, { addLines: [{ ...line, name: 'Shipping', taxClass: 'standard' }] });
    }
    default: {
      const key = known[next.place % known.length] ?? '';
      return change(state, { [next.kind === 'remove' ? 'removeLines' : 'putBackLines']: [key] });
    }
  }
}

const start: State = { lines: [{ key: 'a' }, { key: 'b/c' }], edits: {}, nextId: 100 };
const lives = fc.array(step, { maxLength: 12 });

test('whatever is edited, added and left out while the deal changes, the totals are those of the lines', () => {
  fc.assert(
    fc.property(lives, (steps) => {
      const { lines, totals, taxRows } = draftOf(steps.reduce(apply, start));
      const { currency } = totals.payable;
      const nets = lines.map(({ computed }) => computed.net);
      const bases = taxRows.map(({ base }) => base);
      expect(sumMoney(currency, nets)).toEqual(totals.lineNet);
      expect(sumMoney(currency, bases)).toEqual(totals.taxExclusive);
      expect(totals.payable.amountMinor).toBe(totals.taxExclusive.amountMinor + totals.tax.amountMinor);
      const sources = lines.map(({ line }) => `${line.source.object}/${line.source.externalId}`);
      expect(new Set(sources).size).toBe(sources.length);
    }),
  );
});

test('what was added stays and what was left out stays out until somebody says otherwise, or the deal drops it', () => {
  fc.assert(
    fc.property(lives, deal, (steps, lines) => {
      const before = steps.reduce(apply, start);
      const after = apply(before, { kind: 'deal', lines });
      const billed = draftOf(after).lines.map(({ line }) => line.source.externalId);
      for (const { key } of addedLinesOf(before.edits)) expect(billed).toContain(key);
      for (const [key, { source }] of removalsOf(before.edits)) {
        expect(billed).not.toContain(key);
        const now = sourcesOf(after)[wholeLinePointer(key)];
        const isOpen = conflictsOf(after.edits).includes(wholeLinePointer(key));
        expect(isOpen).toBe(now !== undefined && JSON.stringify(now) !== JSON.stringify(source));
      }
    }),
  );
});

test('taken back, in whatever order it was done, the invoice is what the deal says', () => {
  fc.assert(
    fc.property(lives, (steps) => {
      const edited = steps.reduce(apply, start);
      const added = addedLinesOf(edited.edits).map(({ key }) => key);
      const removed = removalsOf(edited.edits).map(([key]) => key);
      const without = change(edited, { removeLines: added, putBackLines: removed });
      const positions = draftOf(without).lines.map((_line, at) => ({ position: at + 1, quantity: null }));
      const back = change(without, { lines: positions });
      expect(back.edits).toEqual({});
      expect(hashOf(back)).toBe(hashOf({ lines: edited.lines, edits: {} }));
    }),
  );
});
