import { z } from 'zod';
import { ok } from '../../result.ts';
import { onDecimal } from './decimal.ts';
import { LocaleTag, numberMarksOf } from './number-marks.ts';
import { createDecimalReader } from './read-decimal-text.ts';
import { defineTransform, type Transform } from './transform.ts';

/** Plain decimal text of a number as `locale` writes it: `1 234,50` of sv, `12,34,567.5` of en-IN. English unless said. */
export const number: Transform = defineTransform(
  z.strictObject({ locale: LocaleTag.default('en') }),
  ({ locale }) => {
    const marks = numberMarksOf(locale);
    return marks.ok ? ok(onDecimal(createDecimalReader(marks.value), ok)) : marks;
  },
);
