import { assert } from '../../assert.ts';
import { compareDates } from '../../civil-date.ts';
import type { InvoiceDocument, Locale } from '../../invoice/document.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import type { RoundingMode } from '../../money/rounding.ts';
import { follow } from '../credit/credit-document.ts';
import { creditLine } from '../credit/credit-line.ts';
import { creditTaxRows } from '../credit/credit-tax-rows.ts';
import { creditToDraft } from '../credit/credit-to-draft.ts';
import { creditTotals } from '../credit/credit-totals.ts';
import { remainingOfLine } from '../credit/remaining-of-line.ts';
import type { DraftContent } from '../deal-to-draft.ts';
import type { DraftLine } from '../draft-line.ts';
import type { BilledInvoice, OwedLine, PlacedCredit } from './place-credits.ts';

/** What an invoice gives back, and how its money is rounded. */
export type LeftoverNoteInput = {
  billed: BilledInvoice;
  credits: readonly PlacedCredit[];
  currency: CurrencyCode;
  mode: RoundingMode;
};

/** The credit note of an invoice for what a contract that ended still owes, and the day that it is owed from. */
export type LeftoverNote = { content: DraftContent; notes: string[]; billedOn: string };

/** What contracts bill has no allowances or charges of the whole document. */
const NO_PARTS = { allowances: [], charges: [] };

const NOTE: Record<Locale, string> = {
  en: 'Credit that was left when the contract ended.',
  ja: '契約終了時に残った未精算額の返還です。',
};

/** Makes it; the same credits on the same invoice give the same note. It is dated by the latest of them. */
export function leftoverNote(input: LeftoverNoteInput): LeftoverNote {
  const { billed, credits, currency, mode } = input;
  const { document: original, earlier } = billed;
  const lines = credits.map(({ position, line }, index) => {
    const made = lineOf(original, position, { earlier, amountMinor: -line.amountMinor, currency, mode });
    return { ...made, position: index + 1 };
  });
  const credited = { original, earlier, lines, currency, mode };
  const taxRows = creditTaxRows(credited, NO_PARTS);
  const billedOn = credits
    .map(({ line }) => line.invoiceOn)
    .toSorted(compareDates)
    .at(-1);
  assert(billedOn !== undefined, 'a note gives something back');
  const document: InvoiceDocument = {
    ...follow(original, { ...original, lines, taxRows, totals: creditTotals(credited, NO_PARTS, taxRows) }),
    supplyDate: billedOn,
  };
  const content = creditToDraft(document, new Map(), currency);
  const booked = content.lines.map(({ line, computed }, index) => {
    const credit = credits[index]?.line;
    assert(credit !== undefined, 'each line is of a credit');
    return { line: bookedAs(line, credit, original.locale), computed };
  });
  return { content: { ...content, lines: booked }, notes: [NOTE[original.locale]], billedOn };
}

function lineOf(
  original: InvoiceDocument,
  position: number,
  {
    earlier,
    amountMinor,
    currency,
    mode,
  }: {
    earlier: readonly InvoiceDocument[];
    amountMinor: bigint;
    currency: CurrencyCode;
    mode: RoundingMode;
  },
) {
  const line = original.lines.find((each) => each.position === position);
  assert(line !== undefined, 'a credit is placed on a line of its invoice');
  const left = remainingOfLine(line, earlier, currency);
  const made = creditLine(line, left, { position, amountMinor }, { currency, mode, discountReason: '' });
  assert(made.ok, 'a credit is placed where there is room for it');
  return made.value;
}

/** The run that books it finds it under the key of what is given back, and books nothing again. */
function bookedAs(line: DraftLine, credit: OwedLine, locale: Locale): DraftLine {
  const { key, kind, books, period, invoiceOn, evidence } = credit;
  const { contractId } = credit.owner;
  const { period: _, ...extras } = line.extras ?? {};
  return {
    ...line,
    description: credit.reason?.[locale] ?? credit.description?.[locale] ?? line.description,
    source: { ...line.source, kind },
    charge: { contractId, key, charge: { kind, books, period, invoiceOn, evidence } },
    extras: { ...extras, ...(period === null ? {} : { period }) },
  };
}
