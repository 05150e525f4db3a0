import {
  hasCorporateCheckDigit,
  parseRegistrationNumber,
} from '../../core/validation/registration-number.ts';
import type { Texts } from '../texts/en.ts';

/** The digit that would stand first if the other twelve are right. */
export function corporateCheckDigit(registrationNumber: string): string {
  const rest = registrationNumber.slice(2);
  return [...'123456789'].find((digit) => hasCorporateCheckDigit(`T${digit}${rest}`)) ?? '';
}

/** What is to be said about a registration number while it is typed; undefined for a blank one. */
export function registrationHint(
  text: string,
  texts: Texts,
): { isFine: boolean; message: string } | undefined {
  const words = texts.setUp.entity;
  if (text.trim() === '') return undefined;
  const parsed = parseRegistrationNumber(text);
  if (!parsed.ok) return { isFine: false, message: words.registrationForm };
  return hasCorporateCheckDigit(parsed.value)
    ? { isFine: true, message: words.registrationFits }
    : { isFine: false, message: words.registrationDigit(corporateCheckDigit(parsed.value)) };
}
