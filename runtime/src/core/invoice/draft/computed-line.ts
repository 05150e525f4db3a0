import { minorToText } from '../../money/minor-to-text.ts';
import type { Ratio } from '../../money/ratio.ts';
import { roundRatio } from '../../money/round-ratio.ts';
import type { RoundingMode } from '../../money/rounding.ts';
import { powerOfTen } from '../../money/text-to-ratio.ts';
import type { LineAmounts } from '../amounts/compute-amounts.ts';
import type { AllowanceCharge, DocumentLine } from '../document.ts';
import type { DraftAllowanceCharge } from './draft-allowance-charge.ts';
import type { DraftDocumentLine } from './draft-document-line.ts';

/** What texts of amounts are written by. */
export type TextForm = { digits: number; mode: RoundingMode; isTaxInclusive: boolean };

/** As many decimals as a decimal of a document may have. */
const DECIMALS_MAX = 10;

/** The document's line of a draft's line and its amounts. */
export function computedLine(
  draft: DraftDocumentLine,
  index: number,
  amounts: LineAmounts,
  form: TextForm,
): DocumentLine {
  const { discount, allowances, charges, exemptionReason: _reason, exemptionCode: _code, ...rest } = draft;
  const text = (minor: bigint) => minorToText(minor, form.digits);
  const line: DocumentLine = {
    ...rest,
    position: draft.position ?? index + 1,
    netAmount: text(amounts.netMinor),
  };
  let first = 0;
  if (discount !== undefined) {
    first = 1;
    line.discount = {
      ...(discount.percent === undefined ? {} : { percent: discount.percent }),
      amount: text(amounts.allowancesMinor[0] ?? 0n),
      reason: discount.reason,
    };
  }
  const part = (value: DraftAllowanceCharge, minor: bigint | undefined) =>
    computedPart(value, text(minor ?? 0n), value.base ?? text(amounts.grossMinor));
  if (allowances.length > 0) {
    line.allowances = allowances.map((value, place) => part(value, amounts.allowancesMinor[first + place]));
  }
  if (charges.length > 0) {
    line.charges = charges.map((value, place) => part(value, amounts.chargesMinor[place]));
  }
  if (form.isTaxInclusive) line.grossAmount = text(amounts.statedMinor);
  else if (amounts.precise !== null) line.preciseNet = preciseText(amounts.precise, form);
  return line;
}

/** An allowance or a charge of the document; the base is stated where a percentage of it is. */
export function computedPart(
  value: DraftAllowanceCharge,
  amount: string,
  base: string | null,
): AllowanceCharge {
  return {
    amount,
    ...(value.percent === undefined || base === null ? {} : { percent: value.percent, base }),
    reason: value.reason,
    ...(value.reasonCode === undefined ? {} : { reasonCode: value.reasonCode }),
  };
}

/** Minor units that are no integer in major units, rounded to 10 decimals, the most that a decimal may have. */
function preciseText({ numerator, denominator }: Ratio, { digits, mode }: TextForm): string {
  const scaled = roundRatio(numerator * powerOfTen(DECIMALS_MAX - digits), denominator, mode);
  return minorToText(scaled, DECIMALS_MAX).replace(/\.?0+$/, '');
}
