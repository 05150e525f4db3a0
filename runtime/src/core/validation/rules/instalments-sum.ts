import Big from 'big.js';
import { decimalOf } from '../../money/decimal-of.ts';
import { decimalToText } from '../../money/decimal-to-text.ts';
import { errorFinding } from '../finding.ts';
import type { ValidationRule } from '../validation-facts.ts';

/** Instalments add up to the payable amount (R-VAL-3). */
export const instalmentsSum: ValidationRule = ({ instalments = [], totals }) => {
  const sum = instalments.reduce((total, { amount }) => total.plus(decimalOf(amount)), new Big(0));
  if (instalments.length === 0 || sum.eq(decimalOf(totals.payable))) return [];
  return [
    errorFinding(
      'instalments.sum',
      '/instalments',
      `The instalments come to ${decimalToText(sum)}, the payable amount is ${totals.payable}.`,
      `分割払いの合計 ${decimalToText(sum)} が支払金額 ${totals.payable} と一致しません。`,
    ),
  ];
};
