import { fail, ok, type Result } from '../result.ts';

/**
 * A Japanese registration number (適格請求書発行事業者の登録番号) as `T` and 13 digits, from any width, with spaces
 * and hyphens anywhere. Fails when it is not of that form; the check digit is another question.
 */
export function parseRegistrationNumber(text: string): Result<string> {
  const spelt = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-‐-―−ー]/g, '');
  return /^T[0-9]{13}$/.test(spelt) ? ok(spelt) : fail('is not T and 13 digits');
}

/**
 * Whether the first digit is the check digit of a corporate number: 9 − (Σ Pn·Qn mod 9) over the other twelve from
 * the right, Qn 1 and 2 by turns (平成26年財務省令第70号第2条). Sole proprietors' numbers do not follow it.
 */
export function hasCorporateCheckDigit(registrationNumber: string): boolean {
  const [checkDigit, ...digits] = [...registrationNumber.replace(/^T/, '')].map(Number);
  const sum = digits.reverse().reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 1 : 2), 0);
  return checkDigit === 9 - (sum % 9);
}
