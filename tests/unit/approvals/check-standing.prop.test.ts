import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkStanding,
  type StandingCandidate,
  type StandingLimits,
} from '../../../runtime/src/core/approvals/standing/check-standing.ts';
import type { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import { sampleDocument } from '../invoice/sample-document.ts';

const document = sampleDocument();
const candidate: StandingCandidate = {
  document,
  totalMinor: 100_000n,
  today: '2026-12-10',
  hasWarnings: false,
  agreementHash: 'agreed',
};
const limits: StandingLimits = {
  amountMaxMinor: 100_000n,
  invoicesMax: 3,
  startsOn: '2026-12-01',
  endsOn: '2026-12-31',
  endCause: null,
  approvedCount: 2,
  basis: {
    customerId: document.customerId,
    entityId: document.entityId,
    buyer: document.buyer,
    recipients: document.recipients,
    paymentInstructions: document.paymentInstructions ?? null,
    currency: document.currency,
    termsCodes: [document.terms.code],
    agreementHash: 'agreed',
  },
};

test('what is exactly at every limit is covered', () => {
  expect(checkStanding(limits, candidate)).toEqual([]);
});

test('nothing above its amount, beyond its number or outside its days is ever covered', () => {
  const day = fc.integer({ min: 1, max: 31 }).map((of) => `2026-12-${String(of).padStart(2, '0')}`);
  fc.assert(
    fc.property(
      fc.record({ amountMaxMinor: fc.bigInt({ min: 1n, max: 10n ** 6n }), invoicesMax: fc.nat(5) }),
      fc.record({
        totalMinor: fc.bigInt({ min: -10n, max: 10n ** 6n }),
        approvedCount: fc.nat(6),
        today: day,
      }),
      fc.tuple(day, day),
      ({ amountMaxMinor, invoicesMax }, { totalMinor, approvedCount, today }, [startsOn, endsOn]) => {
        const given = { ...limits, amountMaxMinor, invoicesMax, approvedCount, startsOn, endsOn };
        const isCovered = checkStanding(given, { ...candidate, totalMinor, today }).length === 0;
        const isWithin = totalMinor > 0n && totalMinor <= amountMaxMinor && approvedCount < invoicesMax;
        expect(isCovered).toBe(isWithin && startsOn <= today && today <= endsOn);
      },
    ),
  );
});

const of = (change: Partial<InvoiceDocument>) => ({ document: { ...document, ...change } });

test.each<[string, Partial<StandingCandidate>, string]>([
  ['a credit note', of({ type: 'credit_note' }), 'kind'],
  ['a deposit', of({ type: 'deposit' }), 'kind'],
  ['another buyer', of({ customerId: 'cus_other' }), 'buyer'],
  ['the same buyer under another name', of({ buyer: { ...document.buyer, name: 'Other' } }), 'buyer'],
  ['another recipient', of({ recipients: [] }), 'buyer'],
  ['another currency', of({ currency: 'EUR' }), 'currency'],
  ['other terms', of({ terms: { ...document.terms, code: 'net:90' } }), 'terms'],
  [
    'another bank account',
    of({ paymentInstructions: { bankName: 'Other', accountNumber: '1', accountName: 'Other' } }),
    'account',
  ],
  ['a contract that agrees something else', { agreementHash: 'other' }, 'contract_changed'],
  ['a warning', { hasWarnings: true }, 'warnings'],
])('%s is not covered, and that is the cause', (_what, change, gap) => {
  expect(checkStanding(limits, { ...candidate, ...change })).toEqual([gap]);
});

test.each(['revoked', 'replaced', 'contract_changed'] as const)(
  'one that was %s covers nothing',
  (endCause) => {
    expect(checkStanding({ ...limits, endCause }, candidate)).toEqual([endCause]);
  },
);
