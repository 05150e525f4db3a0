/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { PropsWithChildren } from 'hono/jsx';
import { Locale } from '../../core/invoice/document.ts';
import { textsOf } from '../texts/texts-of.ts';
import type { Ui } from '../ui.ts';
import { Mark } from './mark.tsx';

type LayoutProps = PropsWithChildren<{ ui: Ui; title: string; current?: 'board' | 'deadLetters' }>;

/** The frame of every page: head, header with navigation, the page itself, and the footer with the languages. */
export function Layout({ ui, title, current, children }: LayoutProps) {
  const { texts, assets } = ui;
  return (
    <html lang={ui.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {/* Over any header of the app around it: under `no-referrer` our own forms would come with `Origin: null`. */}
        <meta name="referrer" content="same-origin" />
        <title>{`${title} · Seikyu`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={assets.css} />
        <script type="module" src={assets.js} />
      </head>
      <body>
        <a class="skip" href="#content">
          {texts.layout.skip}
        </a>
        <header class="top">
          <a class="brand" href="/" aria-label="Seikyu">
            <Mark />
            <span class="brand-name">Seikyu</span>
          </a>
          {ui.viewerName === null ? null : <Navigation ui={ui} current={current} />}
          <Languages ui={ui} />
          {ui.viewerName === null ? null : (
            <form class="leave" method="post" action="/leave">
              <span class="viewer">{ui.viewerName}</span>
              <button class="quiet" type="submit">
                {texts.layout.leave}
              </button>
            </form>
          )}
        </header>
        <main id="content" tabindex={-1}>
          {children}
        </main>
      </body>
    </html>
  );
}

function Navigation({ ui, current }: { ui: Ui; current: LayoutProps['current'] }) {
  const { texts } = ui;
  const currentOf = (name: LayoutProps['current']) => (current === name ? 'page' : undefined);
  return (
    <nav class="pages" aria-label={texts.layout.navigation}>
      <a href="/" aria-current={currentOf('board')}>
        {texts.layout.board}
      </a>
      <a href="/dead-letters" aria-current={currentOf('deadLetters')}>
        {texts.layout.deadLetters}
      </a>
    </nav>
  );
}

function Languages({ ui }: { ui: Ui }) {
  return (
    <nav class="languages" aria-label={ui.texts.layout.language}>
      {Locale.options.map((locale) => (
        <a
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
