import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A file that the console serves: where, as what, and its text. */
export type Asset = { path: string; mediaType: string; body: string };

const HASH_LENGTH = 12;

/** Reads the style sheet and the script once, at the start. Their names change with their content, so they never go stale. */
export function loadAssets(): { css: Asset; js: Asset } {
  return {
    css: load('css', 'text/css; charset=utf-8'),
    js: load('js', 'text/javascript; charset=utf-8'),
  };
}

function load(extension: string, mediaType: string): Asset {
  const body = readFileSync(new URL(`./assets/console.${extension}`, import.meta.url), 'utf8');
  const hash = createHash('sha256').update(body).digest('hex').slice(0, HASH_LENGTH);
  return { path: `/assets/console.${hash}.${extension}`, mediaType, body };
}
