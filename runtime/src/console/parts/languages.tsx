/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { Locale } from '../../core/invoice/document.ts';
import { textsOf } from '../texts/texts-of.ts';
import type { Ui } from '../ui.ts';

/** The languages of the console; each leads to the same page. */
export function Languages({ ui }: { ui: Ui }) {
  return (
    <nav class="languages" aria-label={ui.texts.layout.language}>
      {Locale.options.map((locale) => (
        <a
          class="language"
          href={`${ui.path}?lang=${locale}`}
          lang={locale}
          hreflang={locale}
          aria-current={locale === ui.locale ? 'true' : undefined}
        >
          {textsOf(locale).language}
        </a>
      ))}
    </nav>
  );
}
