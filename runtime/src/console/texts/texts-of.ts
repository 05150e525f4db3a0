import type { Locale } from '../../core/invoice/document.ts';
import { en, type Texts } from './en.ts';
import { ja } from './ja.ts';

const TEXTS: Record<Locale, Texts> = { en, ja };

/** The console's texts in a language. */
export const textsOf = (locale: Locale): Texts => TEXTS[locale];
