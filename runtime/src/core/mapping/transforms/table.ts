import { at } from './at.ts';
import { boolean } from './boolean.ts';
import { coalesce } from './coalesce.ts';
import { concat } from './concat.ts';
import { country } from './country.ts';
import { currency } from './currency.ts';
import { date } from './date.ts';
import { dateTime } from './date-time.ts';
import { decimal } from './decimal.ts';
import { digits } from './digits.ts';
import { email } from './email.ts';
import { epoch } from './epoch.ts';
import { filter } from './filter.ts';
import { first } from './first.ts';
import { instant } from './instant.ts';
import { kana } from './kana.ts';
import { last } from './last.ts';
import { join, split } from './list.ts';
import { locale } from './locale.ts';
import { lookup } from './lookup.ts';
import { map } from './map.ts';
import { minorUnits } from './minor-units.ts';
import { money } from './money.ts';
import { msDate } from './ms-date.ts';
import { not } from './not.ts';
import { number } from './number.ts';
import { padStart } from './pad-start.ts';
import { percent } from './percent.ts';
import { prefix } from './prefix.ts';
import { registrationNumber } from './registration-number.ts';
import { replace } from './replace.ts';
import { slice } from './slice.ts';
import { suffix } from './suffix.ts';
import { lower, nfkc, trim, upper } from './text.ts';
import { title } from './title.ts';
import type { Transform } from './transform.ts';
import { unitCode } from './unit-code.ts';

/** Every transform that a row may name. */
export const TRANSFORMS: ReadonlyMap<string, Transform> = new Map([
  ['trim', trim],
  ['upper', upper],
  ['lower', lower],
  ['title', title],
  ['nfkc', nfkc],
  ['kana', kana],
  ['digits', digits],
  ['replace', replace],
  ['slice', slice],
  ['prefix', prefix],
  ['suffix', suffix],
  ['padStart', padStart],
  ['decimal', decimal],
  ['number', number],
  ['money', money],
  ['minorUnits', minorUnits],
  ['percent', percent],
  ['date', date],
  ['dateTime', dateTime],
  ['instant', instant],
  ['epoch', epoch],
  ['msDate', msDate],
  ['country', country],
  ['currency', currency],
  ['unitCode', unitCode],
  ['lookup', lookup],
  ['locale', locale],
  ['boolean', boolean],
  ['not', not],
  ['join', join],
  ['concat', concat],
  ['split', split],
  ['map', map],
  ['filter', filter],
  ['first', first],
  ['last', last],
  ['at', at],
  ['coalesce', coalesce],
  ['email', email],
  ['registrationNumber', registrationNumber],
]);
