import { decimalOf } from './decimal-of.ts';
import { decimalToText } from './decimal-to-text.ts';

/** A checked decimal, such as a NUMERIC column, in plain notation without the zeros that its scale adds. */
export const decimalTextOf = (text: string): string => decimalToText(decimalOf(text));
