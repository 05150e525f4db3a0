import type { InvoiceDocument } from '../../invoice/document.ts';
import type { CurrencyCode } from '../../money/currency.ts';
import { smallerOf } from '../../money/smaller-of.ts';
import type { LineOwner } from '../contract-to-draft.ts';
import type { ChargesByPosition } from '../credit/credit-to-draft.ts';
import { minorOf } from '../credit/minor-of.ts';
import { remainingOfLine } from '../credit/remaining-of-line.ts';
import { taxGroupOf, taxGroupOfRow } from '../credit/tax-group.ts';
import type { DifferenceLine } from '../difference/difference-line.ts';
import { partOfCredit } from '../difference/draw-credit.ts';

/** An issued invoice of a contract, with what its lines bill and what was credited of it before. */
export type BilledInvoice = {
  document: InvoiceDocument;
  charges: ChargesByPosition;
  /** Its credit notes that count, without those that are placed anew. */
  earlier: readonly InvoiceDocument[];
};

/** A credit of a contract; a key is one charge within one contract only. */
export type OwedLine = DifferenceLine & { owner: Pick<LineOwner, 'contractId'> };

/** A credit, or a part of one, on the line of an invoice that it is given back of. */
export type PlacedCredit = { position: number; line: OwedLine };

/** What each invoice gives back, in the order of the invoices, and what fits none of them. */
export type PlacedCredits = {
  notes: { billed: BilledInvoice; credits: PlacedCredit[] }[];
  unplaced: OwedLine[];
};

/**
 * Puts credit that is left of contracts on the invoices that billed what it is for, the first of the list first: never more
 * than is left of a line, nor of a rate of the invoice (E3.7). What a deposit is given back of is the deposit's own line.
 */
export function placeCredits(
  credits: readonly OwedLine[],
  invoices: readonly BilledInvoice[],
  currency: CurrencyCode,
): PlacedCredits {
  const places = invoices.flatMap((billed) => placesOf(billed, currency));
  let waiting = [...credits];
  for (const place of places) {
    // A line of an invoice is credited once by a note, so it takes the first credit that it is the place of.
    const credit = waiting.find((line) => isPlaceOf(place, line));
    const roomMinor = smallerOf(place.leftMinor, place.rate.leftMinor);
    if (credit === undefined || roomMinor <= 0n) continue;
    const takenMinor = smallerOf(-credit.amountMinor, roomMinor);
    place.rate.leftMinor -= takenMinor;
    place.taken = partOfCredit(credit, takenMinor, currency);
    const restMinor = -credit.amountMinor - takenMinor;
    waiting = waiting.flatMap((line) => {
      if (line !== credit) return [line];
      return restMinor === 0n ? [] : [{ ...partOfCredit(line, restMinor, currency), books: 'difference' }];
    });
  }
  const notes = invoices.map((billed) => ({
    billed,
    credits: places.flatMap(({ billed: of, position, taken }) =>
      of !== billed || taken === null ? [] : [{ position, line: taken }],
    ),
  }));
  return { notes: notes.filter(({ credits: placed }) => placed.length > 0), unplaced: waiting };
}

type Rate = { leftMinor: bigint };
type Place = {
  billed: BilledInvoice;
  position: number;
  leftMinor: bigint;
  rate: Rate;
  taken: OwedLine | null;
};

function placesOf(billed: BilledInvoice, currency: CurrencyCode): Place[] {
  const { document, earlier } = billed;
  const rates = new Map<string, Rate>();
  for (const row of [document, ...earlier].flatMap(({ taxRows }) => taxRows)) {
    const group = taxGroupOfRow(row);
    const rate = rates.get(group) ?? { leftMinor: 0n };
    // What a credit note takes is below zero.
    rate.leftMinor += minorOf(row.base, currency);
    rates.set(group, rate);
  }
  return document.lines.map((line) => ({
    billed,
    position: line.position,
    leftMinor: remainingOfLine(line, earlier, currency).amountMinor,
    rate: rates.get(taxGroupOf(line)) ?? { leftMinor: 0n },
    taken: null,
  }));
}

function isPlaceOf({ billed, position }: Place, credit: OwedLine): boolean {
  const charge = billed.charges.get(position);
  if (charge?.contractId !== credit.owner.contractId) return false;
  const isOfDeposit = credit.kind === 'deposit' && charge.charge.kind === 'deposit';
  return charge.key === credit.key || isOfDeposit;
}
