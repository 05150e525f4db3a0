import { decimalOf } from '../../money/decimal-of.ts';
import { errorFinding, type Finding } from '../finding.ts';
import type { ValidationRule } from '../validation-facts.ts';

/** An allowance or a charge has the sign of what it stands on: a negative allowance of a sale would be a hidden charge. */
export const allowancesSigned: ValidationRule = ({ lines, allowances, charges, totals }) => [
  ...lines.flatMap((line, index) => {
    const sign = decimalOf(line.quantity).lt(0) ? -1 : 1;
    return [
      ...check(line.allowances, `/lines/${index}/allowances`, sign),
      ...check(line.charges, `/lines/${index}/charges`, sign),
    ];
  }),
  ...check(allowances, '/allowances', decimalOf(totals.lineNet).lt(0) ? -1 : 1),
  ...check(charges, '/charges', decimalOf(totals.lineNet).lt(0) ? -1 : 1),
];

function check(parts: readonly { amount: string }[] | undefined, at: string, sign: 1 | -1): Finding[] {
  return (parts ?? []).flatMap(({ amount }, index) =>
    decimalOf(amount).times(sign).gte(0)
      ? []
      : errorFinding(
          'allowance.wrong_sign',
          `${at}/${index}/amount`,
          `${amount} has the opposite sign of what it stands on.`,
          `${amount}の符号が対象金額と逆です。`,
        ),
  );
}
