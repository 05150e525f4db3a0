import { fail, ok, type Result } from '../../result.ts';
import { defineTextTransform, normalizeText, type Transform } from './transform.ts';

/**
 * A Japanese registration number, `T` and 13 digits (消費税法57条の2), from any spelling. The check digit is
 * not tested here: sole proprietors' numbers do not follow it, so a mismatch is a warning of validation.
 */
export function readRegistrationNumber(text: string): Result<string> {
  const spelt = normalizeText(text)
    .toUpperCase()
    .replaceAll(/[\s\-‐-―−]/g, '');
  return /^T[0-9]{13}$/.test(spelt) ? ok(spelt) : fail('is not T and 13 digits');
}

/** `readRegistrationNumber` for rows. */
export const registrationNumber: Transform = defineTextTransform(readRegistrationNumber);
