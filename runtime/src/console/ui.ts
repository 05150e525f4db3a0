import type { Locale } from '../core/invoice/document.ts';
import type { Texts } from './texts/en.ts';

/** What every part of a page needs: its language and texts, who looks, where, and when. */
export type Ui = {
  locale: Locale;
  texts: Texts;
  /** Path of the page without its query, for the language switch. */
  path: string;
  /** Null on pages that are shown without a session. */
  viewerName: string | null;
  now: Date;
  assets: AssetPaths;
};

/** Where the style sheet and the script are served; the hash of their content is in the name. */
export type AssetPaths = { css: string; js: string };
