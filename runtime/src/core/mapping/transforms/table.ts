import { country } from './country.ts';
import { currency } from './currency.ts';
import { date } from './date.ts';
import { decimal } from './decimal.ts';
import { email } from './email.ts';
import { instant } from './instant.ts';
import { join, split } from './list.ts';
import { locale } from './locale.ts';
import { lookup } from './lookup.ts';
import { percent } from './percent.ts';
import { registrationNumber } from './registration-number.ts';
import { lower, nfkc, trim, upper } from './text.ts';
import type { Transform } from './transform.ts';

/** Every transform that a row may name. */
export const TRANSFORMS: ReadonlyMap<string, Transform> = new Map([
  ['trim', trim],
  ['upper', upper],
  ['lower', lower],
  ['nfkc', nfkc],
  ['decimal', decimal],
  ['percent', percent],
  ['date', date],
  ['instant', instant],
  ['country', country],
  ['currency', currency],
  ['lookup', lookup],
  ['locale', locale],
  ['join', join],
  ['split', split],
  ['email', email],
  ['registrationNumber', registrationNumber],
]);
