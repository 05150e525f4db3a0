import type { Locale } from '../core/invoice/document.ts';
import type { Permission } from '../core/permissions.ts';
import type { WorkCounts } from '../flow/read/count-work.ts';
import type { Texts } from './texts/en.ts';

/** What every part of a page needs: its language and texts, who looks, where, and when. */
export type Ui = {
  locale: Locale;
  texts: Texts;
  /** Path of the page without its query, for the language switch. */
  path: string;
  /** Null on pages that are shown without a session. */
  viewer: Viewer | null;
  now: Date;
  /** The name of each role, by its id: ready ones in the language of the page, and the organization's own. */
  roleNames: Readonly<Record<string, string>>;
  assets: AssetPaths;
};

/** Who looks: what they may do, and what waits for them. */
export type Viewer = {
  name: string;
  roles: readonly string[];
  permissions: ReadonlySet<Permission>;
  /** Null where the page has no need to know, such as the answer to a refused form. */
  work: WorkCounts | null;
};

/** Where the style sheet and the scripts are served; the hash of their content is in the name. */
export type AssetPaths = { css: string; js: string; htmx: string };
