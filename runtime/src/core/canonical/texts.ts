import { z } from 'zod';
import { DecimalText } from '../invoice/document.ts';

/** The id of a record in its own system, as text. */
export const SourceKey = z.string().min(1).max(200);

/** An ISO 4217 alphabetic code. */
export const CurrencyText = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD');

/** What columns hold (`parseDecimal`); a text that is no decimal at all is left to the pattern. */
const isWithinBounds = (text: string): boolean => !/[0-9]{19}|\.[0-9]{11}/.test(text);

/** A decimal in plain notation, with at most 18 digits before and 10 after the point. */
export const BoundedDecimalText = DecimalText.refine(isWithinBounds, 'has too many digits');

/** A decimal that is zero or more, in plain notation, with at most 18 digits before and 10 after the point. */
export const UnsignedDecimalText = DecimalText.regex(/^[^-]/, 'must not be negative').refine(
  isWithinBounds,
  'has too many digits',
);

/** A part of a hundred, 0 to 100, in plain notation. */
export const PercentText = DecimalText.regex(/^(100(\.0+)?|[0-9]{1,2}(\.[0-9]+)?)$/, 'must be from 0 to 100');
