import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A file that the console serves: where, as what, and its text. */
export type Asset = { path: string; mediaType: string; body: string };

/** Every file that a page of the console asks for. */
export type Assets = { css: Asset; js: Asset; htmx: Asset };

const HASH_LENGTH = 12;

/** The style sheets in the order of the cascade; served as one. */
const STYLE_SHEETS = [
  'tokens',
  'base',
  'frame',
  'controls',
  'forms',
  'tables',
  'board',
  'invoice',
  'lineage',
  'work',
  'contracts',
  'mappings',
  'rules',
  'sign-in',
];

/** Reads the style sheets and the scripts once, at the start. Their names change with their content, so they never go stale. */
export function loadAssets(): Assets {
  const own = (file: string): string => readFileSync(new URL(`./assets/${file}`, import.meta.url), 'utf8');
  return {
    css: asset('console', 'css', STYLE_SHEETS.map((name) => own(`css/${name}.css`)).join('\n')),
    js: asset('console', 'js', own('console.js')),
    htmx: asset(
      'htmx',
      'js',
      readFileSync(createRequire(import.meta.url).resolve('htmx.org/dist/htmx.min.js'), 'utf8'),
    ),
  };
}

const MEDIA_TYPES = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' };

/** Names a text for its content. */
export function asset(name: string, extension: 'css' | 'js', body: string): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, HASH_LENGTH);
  return { path: `/assets/${name}.${hash}.${extension}`, mediaType: MEDIA_TYPES[extension], body };
}
