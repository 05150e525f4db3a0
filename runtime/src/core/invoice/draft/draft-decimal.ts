import { z } from 'zod';

/** A decimal of an input in plain notation: at most 18 digits before the point and 10 after it, as `parseDecimal` reads. */
export const BoundedDecimal = z
  .string()
  .max(30)
  .regex(
    /^-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,10})?$/,
    'must be a plain decimal number with at most 18 digits before the point and 10 after it',
  );

/** A rate, a percentage or an amount that cannot be below zero. */
export const UnsignedDecimal = BoundedDecimal.refine((text) => !text.startsWith('-'), 'must not be negative');

/** A currency code in form; whether ISO 4217 knows it is a finding of the computation. */
export const CurrencyText = z.string().regex(/^[A-Z]{3}$/, 'must be three capital letters such as EUR');
