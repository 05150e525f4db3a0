import type { InvoiceDocument } from '../../invoice/document.ts';
import type { JsonValue } from '../../json.ts';
import { stableJson } from '../../stable-json.ts';
import type { StandingBasis } from './standing-basis.ts';

/** The limits of a standing approval as they stand; `approvedCount` is without the invoice that asks. */
export type StandingLimits = {
  amountMaxMinor: bigint;
  invoicesMax: number | null;
  startsOn: string;
  endsOn: string;
  endCause: 'revoked' | 'replaced' | 'contract_changed' | null;
  basis: StandingBasis;
  approvedCount: number;
};

/** An invoice that asks for an approval, with what its rules saw of it. */
export type StandingCandidate = {
  document: InvoiceDocument;
  /** With tax; of a collective invoice the part of this contract. */
  totalMinor: bigint;
  /** Today in the zone of its legal entity. */
  today: string;
  /** Whether its validation warns of something that the contract itself did not agree. */
  hasWarnings: boolean;
  /** Of the contract as it is now. */
  agreementHash: string;
};

/** Why a standing approval does not cover an invoice, one code a cause; the console says each in both languages. */
export const STANDING_GAPS = [
  'revoked',
  'replaced',
  'contract_changed',
  'not_begun',
  'expired',
  'amount',
  'count',
  'kind',
  'buyer',
  'currency',
  'terms',
  'account',
  'warnings',
  'giver_barred',
  'giver_not_asked',
  'other_contracts',
] as const;

/** One cause. */
export type StandingGap = (typeof STANDING_GAPS)[number];

/**
 * Every way in which an invoice is not what was approved beforehand (model.md E4); none when it is covered. What it does
 * not say is not covered: a credit note, a deposit or a warning is for people to see.
 */
export function checkStanding(limits: StandingLimits, candidate: StandingCandidate): StandingGap[] {
  const { document, today, totalMinor } = candidate;
  const { basis, endCause, invoicesMax } = limits;
  const gaps: [boolean, StandingGap][] = [
    [endCause !== null, endCause ?? 'revoked'],
    [today < limits.startsOn, 'not_begun'],
    [today > limits.endsOn, 'expired'],
    [totalMinor > limits.amountMaxMinor, 'amount'],
    [invoicesMax !== null && limits.approvedCount >= invoicesMax, 'count'],
    [document.type !== 'invoice' || totalMinor <= 0n, 'kind'],
    [endCause === null && candidate.agreementHash !== basis.agreementHash, 'contract_changed'],
    [!isSameBuyer(basis, document), 'buyer'],
    [document.currency !== basis.currency, 'currency'],
    [!basis.termsCodes.includes(document.terms.code), 'terms'],
    [isDifferent(document.paymentInstructions ?? null, basis.paymentInstructions ?? null), 'account'],
    [candidate.hasWarnings, 'warnings'],
  ];
  return gaps.flatMap(([isGap, gap]) => (isGap ? [gap] : []));
}

const isSameBuyer = (basis: StandingBasis, document: InvoiceDocument): boolean =>
  basis.customerId === document.customerId &&
  basis.entityId === document.entityId &&
  !isDifferent(basis.buyer, document.buyer) &&
  !isDifferent(basis.recipients, document.recipients);

const isDifferent = (one: object | null, other: object | null): boolean =>
  stableJson(one as JsonValue) !== stableJson(other as JsonValue);
