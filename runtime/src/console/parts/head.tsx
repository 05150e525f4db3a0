/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Ui } from '../ui.ts';

/** htmx without what the content security policy forbids, and without pages of money kept in the browser. */
const HTMX_CONFIG = JSON.stringify({
  allowEval: false,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
});

/** The head of every page: nothing inline, nothing from elsewhere. */
export function Head({ ui, title }: { ui: Ui; title: string }) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      {/* Over any header of the app around it: under `no-referrer` our own forms would come with `Origin: null`. */}
      <meta name="referrer" content="same-origin" />
      <meta name="htmx-config" content={HTMX_CONFIG} />
      <title>{`${title} · Seikyu`}</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href={ui.assets.css} />
      <script src={ui.assets.htmx} defer></script>
      <script type="module" src={ui.assets.js}></script>
    </head>
  );
}
