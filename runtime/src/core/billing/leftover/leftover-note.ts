import { assert } from '../../assert.ts';
import { compareDates } from '../../civil-date.ts';
import type { InvoiceDocument, Locale } from '../../invoice/document.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import type { RoundingMode } from '../../money/rounding.ts';
import { follow, totalsOf } from '../credit/credit-document.ts';
import { creditLine } from '../credit/credit-line.ts';
import { creditTaxRows } from '../credit/credit-tax-rows.ts';
import { creditToDraft } from '../credit/credit-to-draft.ts';
import { remainingOfLine } from '../credit/remaining-of-line.ts';
import type { DraftContent } from '../deal-to-draft.ts';
import type { DifferenceLine } from '../difference/difference-line.ts';
import type { DraftLine } from '../draft-line.ts';
import type { BilledInvoice, PlacedCredit } from './place-credits.ts';

/** Who the credit is booked for, and how its money is rounded. */
export type LeftoverNoteInput = {
  contractId: string;
  billed: BilledInvoice;
  credits: readonly PlacedCredit[];
  currency: CurrencyCode;
  mode: RoundingMode;
};

/** The credit note of an invoice for what a contract that ended still owes, and the day that it is owed from. */
export type LeftoverNote = { content: DraftContent; notes: string[]; billedOn: string };

const NOTE: Record<Locale, string> = {
  en: 'Credit that was left when the contract ended.',
  ja: '契約終了時に残った未精算額の返還です。',
};

/** Makes it; the same credits on the same invoice give the same note. It is dated by the latest of them. */
export function leftoverNote(input: LeftoverNoteInput): LeftoverNote {
  const { billed, credits, currency, mode } = input;
  const { document: original, earlier } = billed;
  const lines = credits.map(({ position, line }, index) => {
    const made = lineOf(original, position, { earlier, netMinor: -line.amountMinor, currency, mode });
    return { ...made, position: index + 1 };
  });
  const taxRows = creditTaxRows(original, earlier, lines, { currency, mode });
  const billedOn = credits
    .map(({ line }) => line.invoiceOn)
    .toSorted(compareDates)
    .at(-1);
  assert(billedOn !== undefined, 'a note gives something back');
  const document: InvoiceDocument = {
    ...follow(original, { ...original, lines, taxRows, ...totalsOf(lines, taxRows, { currency }) }),
    supplyDate: billedOn,
  };
  const content = creditToDraft(document, new Map(), currency);
  const booked = content.lines.map(({ line, computed }, index) => {
    const credit = credits[index]?.line;
    assert(credit !== undefined, 'each line is of a credit');
    return { line: bookedAs(line, credit, input.contractId, original.locale), computed };
  });
  return { content: { ...content, lines: booked }, notes: [NOTE[original.locale]], billedOn };
}

function lineOf(
  original: InvoiceDocument,
  position: number,
  {
    earlier,
    netMinor,
    currency,
    mode,
  }: {
    earlier: readonly InvoiceDocument[];
    netMinor: bigint;
    currency: CurrencyCode;
    mode: RoundingMode;
  },
) {
  const line = original.lines.find((each) => each.position === position);
  assert(line !== undefined, 'a credit is placed on a line of its invoice');
  const left = remainingOfLine(line, earlier, currency);
  const made = creditLine(line, left, { position, netMinor }, { currency, mode, discountReason: '' });
  assert(made.ok, 'a credit is placed where there is room for it');
  return made.value;
}

/** The run that books it finds it under the key of what is given back, and books nothing again. */
function bookedAs(line: DraftLine, credit: DifferenceLine, contractId: string, locale: Locale): DraftLine {
  const { key, kind, books, period, invoiceOn, evidence } = credit;
  const { period: _, ...extras } = line.extras ?? {};
  return {
    ...line,
    description: credit.reason?.[locale] ?? credit.description?.[locale] ?? line.description,
    source: { ...line.source, kind },
    charge: { contractId, key, charge: { kind, books, period, invoiceOn, evidence } },
    extras: { ...extras, ...(period === null ? {} : { period }) },
  };
}
