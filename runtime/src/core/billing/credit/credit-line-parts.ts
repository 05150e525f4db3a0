import type { Big } from 'big.js';
import type { AllowanceCharge, DocumentLine } from '../../invoice/document.ts';
import { type CurrencyCode, currencyDigits } from '../../money/currency.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalToRatio } from '../../money/decimal-to-ratio.ts';
import { minorToText } from '../../money/minor-to-text.ts';
import { roundRatio } from '../../money/round-ratio.ts';
import type { RoundingMode } from '../../money/rounding.ts';
import { minorOf } from './minor-of.ts';
import { sumMinor } from './sum-minor.ts';

/** What goes back of the allowances and charges of a line: as the note states them, and charges less allowances. */
export type CreditedLineParts = { stated: Pick<DocumentLine, 'allowances' | 'charges'>; netMinor: bigint };

/**
 * Allowances and charges of a line (BG-27, BG-28) go back pro rata of its quantity: rounded as they run up, so that those
 * of all parts of the quantity are those of the line. The quantity taken before counts, whichever note took it.
 */
export function creditLineParts(
  line: DocumentLine,
  taken: { before: Big; quantity: Big },
  { currency, mode }: { currency: CurrencyCode; mode: RoundingMode },
): CreditedLineParts {
  const whole = decimalToRatio(decimalOf(line.quantity));
  const runUp = (amountMinor: bigint, quantity: Big): bigint => {
    const part = decimalToRatio(quantity);
    return roundRatio(
      amountMinor * part.numerator * whole.denominator,
      part.denominator * whole.numerator,
      mode,
    );
  };
  const share = ({ amount }: AllowanceCharge): bigint => {
    const amountMinor = minorOf(amount, currency);
    return runUp(amountMinor, taken.before.plus(taken.quantity)) - runUp(amountMinor, taken.before);
  };
  const statedOf = (parts: readonly AllowanceCharge[]): AllowanceCharge[] =>
    parts.flatMap(({ percent: _percent, base: _base, ...part }) => {
      const minor = share(part);
      return minor === 0n ? [] : [{ ...part, amount: minorToText(-minor, currencyDigits(currency)) }];
    });
  const { allowances = [], charges = [] } = line;
  const stated = { allowances: statedOf(allowances), charges: statedOf(charges) };
  return {
    stated: {
      ...(stated.allowances.length === 0 ? {} : { allowances: stated.allowances }),
      ...(stated.charges.length === 0 ? {} : { charges: stated.charges }),
    },
    netMinor: sumMinor(charges.map(share)) - sumMinor(allowances.map(share)),
  };
}
