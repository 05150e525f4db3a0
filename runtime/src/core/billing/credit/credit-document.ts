import type { DocumentLine, InvoiceDocument, TaxRow } from '../../invoice/document.ts';
import { mirrorDocument } from '../../invoice/mirror-document.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import type { RoundingMode } from '../../money/rounding.ts';
import { creditLine } from './credit-line.ts';
import { creditParts, type PartlyCredited } from './credit-parts.ts';
import type { CreditedItem, CreditRefusal, CreditRequest } from './credit-request.ts';
import { creditTaxRows } from './credit-tax-rows.ts';
import { creditTotals } from './credit-totals.ts';
import { creditWithholding } from './credit-withholding.ts';
import { findWholeOnly } from './find-whole-only.ts';
import { minorOf } from './minor-of.ts';
import { remainingOfLine } from './remaining-of-line.ts';
import { type SettledWithin, settleWithin } from './settle-within.ts';

export type CreditInput = {
  /** The issued invoice. */
  original: InvoiceDocument;
  /** Its credit notes so far, drafts too, without those that were discarded or voided. */
  earlier: readonly InvoiceDocument[];
  request: CreditRequest;
  currency: CurrencyCode;
  mode: RoundingMode;
};

/** The credit note, or everything that stands in its way. */
export type CreditResult = { ok: true; document: InvoiceDocument } | { ok: false; refusals: CreditRefusal[] };

/**
 * Makes a credit note of an invoice, as a document whose quantities and amounts are below zero. The whole of an invoice
 * that nothing was credited of is its exact mirror. Parts are of single lines; all notes together never exceed what was
 * billed, in any line, base or tax, and come to exactly it once everything is credited.
 */
export function creditDocument(input: CreditInput): CreditResult {
  const { original, earlier, request } = input;
  const isUntouched = earlier.length === 0;
  if (request === 'all' && isUntouched)
    return { ok: true, document: follow(original, mirrorWhole(original)) };
  const wholeOnly = findWholeOnly(original);
  if (wholeOnly !== undefined) {
    const reason = isUntouched ? wholeOnly : 'It is credited already.';
    return { ok: false, refusals: [{ pointer: '', code: 'credit.not_possible', reason }] };
  }
  const items = request === 'all' ? allThatIsLeft(input) : request;
  if (items.length === 0) {
    const reason =
      request === 'all' ? 'It is credited wholly already.' : 'Nothing is named that is to be credited.';
    return { ok: false, refusals: [{ pointer: '', code: 'credit.not_possible', reason }] };
  }
  const made = creditLines(input, items);
  if (!made.ok) return made;
  return { ok: true, document: follow(original, partlyCredited(input, made.lines)) };
}

/** The invoice with the credited lines in place of its own, and what follows from them. */
function partlyCredited(input: CreditInput, made: readonly DocumentLine[]): InvoiceDocument {
  const {
    allowances: _allowances,
    charges: _charges,
    withholding: _withholding,
    ...original
  } = input.original;
  const credited = { ...input, lines: made.map((line, index) => ({ ...line, position: index + 1 })) };
  const { taxRows, lines, allowances, charges } = settledParts(credited);
  const totals = creditTotals({ ...credited, lines }, { allowances, charges }, taxRows);
  const withholding = creditWithholding(credited, -minorOf(totals.taxExclusive, input.currency));
  return {
    ...original,
    ...(allowances.length === 0 ? {} : { allowances }),
    ...(charges.length === 0 ? {} : { charges }),
    ...(withholding === undefined ? {} : { withholding }),
    lines,
    taxRows,
    totals,
  };
}

/** Where prices include the tax, what is without it follows from the tax; else the tax follows from it. */
function settledParts(credited: PartlyCredited): SettledWithin & { taxRows: TaxRow[] } {
  if (credited.original.priceBasis === 'tax_inclusive') {
    const taxRows = creditTaxRows(credited, { allowances: [], charges: [] });
    return { taxRows, ...settleWithin(credited, taxRows) };
  }
  const parts = {
    allowances: creditParts('allowances', credited),
    charges: creditParts('charges', credited),
  };
  return { taxRows: creditTaxRows(credited, parts), lines: [...credited.lines], ...parts };
}

function creditLines(
  { original, earlier, currency, mode }: CreditInput,
  items: readonly CreditedItem[],
): { ok: true; lines: DocumentLine[] } | { ok: false; refusals: CreditRefusal[] } {
  const discountReason = original.locale === 'ja' ? '返還済み' : 'Credited already';
  const lines: DocumentLine[] = [];
  const refusals: CreditRefusal[] = [];
  const seen = new Set<number>();
  for (const [index, item] of items.entries()) {
    const pointer = `/lines/${index}`;
    const line = original.lines.find(({ position }) => position === item.position);
    if (line === undefined || seen.has(item.position)) {
      const reason =
        line === undefined
          ? `The invoice has no line ${item.position}.`
          : `Line ${item.position} stands twice.`;
      refusals.push({ pointer: `${pointer}/position`, code: 'credit.not_possible', reason });
      continue;
    }
    seen.add(item.position);
    const left = remainingOfLine(line, earlier, currency);
    const made = creditLine(line, left, item, { currency, mode, discountReason });
    if (made.ok) lines.push(made.value);
    else {
      const place = 'quantity' in item ? 'quantity' : 'amount';
      const reason = `Line ${item.position}, "${line.name}": ${made.reason}.`;
      refusals.push({ pointer: `${pointer}/${place}`, code: 'credit.exceeds_invoice', reason });
    }
  }
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, lines };
}

/** Every line that is not credited wholly: its quantity while there is some, else what is left of its amount. */
function allThatIsLeft({ original, earlier, currency }: CreditInput): CreditedItem[] {
  return original.lines.flatMap((line): CreditedItem[] => {
    const { position } = line;
    const { quantity, amountMinor } = remainingOfLine(line, earlier, currency);
    if (amountMinor <= 0n) return [];
    return [quantity.gt(0) ? { position, quantity } : { position, amountMinor }];
  });
}

function mirrorWhole(original: InvoiceDocument): InvoiceDocument {
  const mirrored = mirrorDocument(original);
  const lines = mirrored.lines.map((line, index) => {
    const { position, quantity } = original.lines[index] ?? line;
    return { ...line, credits: { position, quantity } };
  });
  return { ...mirrored, lines };
}

/** The parts of a document that are the credit note's own: its type, what it follows, and nothing to be paid. */
export function follow(original: InvoiceDocument, credit: InvoiceDocument): InvoiceDocument {
  const {
    instalments: _instalments,
    paymentInstructions: _instructions,
    closingDate: _closing,
    ...document
  } = credit;
  return {
    ...document,
    type: 'credit_note',
    status: 'draft',
    number: null,
    issueDate: null,
    dueDate: null,
    dealId: null,
    precedingInvoices: [
      {
        number: original.number ?? '',
        ...(original.issueDate === null ? {} : { issueDate: original.issueDate }),
      },
    ],
    notes: [],
  };
}
