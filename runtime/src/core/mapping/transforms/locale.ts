import { z } from 'zod';
import { Locale } from '../../invoice/document.ts';
import { fail, ok } from '../../result.ts';
import { defineTransform, normalizeText, onText, type Transform } from './transform.ts';

const LOCALES: ReadonlySet<string> = new Set(Locale.options);

/** The document language of a BCP 47 tag (`ja-JP`, `en_us`); `fallback` for languages that we do not issue in. */
export const locale: Transform = defineTransform(
  z.strictObject({ fallback: Locale.optional() }),
  ({ fallback }) =>
    ok(
      onText((text) => {
        const [language = ''] = normalizeText(text).toLowerCase().split(/[-_]/);
        if (LOCALES.has(language)) return ok(language);
        return fallback === undefined ? fail('is no language that documents can be issued in') : ok(fallback);
      }),
    ),
);
