import type { Page } from 'playwright-core';

/** Not pages of the console: files, the API's reference, and another language of the same page. */
const APART = /\.(pdf|svg|png|xml|json)$|^\/(docs|openapi|enter)|[?&]lang=/;

/** An id in a path or a query; pages that differ in nothing else are one kind of page. */
const ID = /[a-z]{2,4}_[0-9A-Za-z]{8,}/g;

/**
 * Opens every kind of page that links lead to, from the board on, and hands each to `onPage`; returns the kinds, with
 * ids written as `*`.
 */
export async function crawl(
  page: Page,
  baseUrl: string,
  onPage: (kind: string) => Promise<void>,
): Promise<string[]> {
  const waiting = ['/'];
  const kinds = new Set<string>(['/']);
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    await page.goto(`${baseUrl}${path}`);
    for (const href of await hrefsOf(page)) {
      const kind = kindOf(href);
      if (kinds.has(kind) || APART.test(href)) continue;
      kinds.add(kind);
      waiting.push(href);
    }
    await onPage(kindOf(path));
  }
  return [...kinds];
}

/** Links to pages of our own, without the part behind "#". */
async function hrefsOf(page: Page): Promise<string[]> {
  const hrefs = await page.evaluate<string[]>(
    `[...document.querySelectorAll('a[href^="/"]')].map((link) => link.getAttribute('href').split('#')[0])`,
  );
  return hrefs;
}

function kindOf(href: string): string {
  const [path = '', query = ''] = href.split('?');
  const names = [...new URLSearchParams(query).entries()].map(([name, value]) =>
    name === 'system' || name === 'whose' ? `${name}=${value}` : name,
  );
  return `${path}${names.length === 0 ? '' : `?${names.join('&')}`}`.replaceAll(ID, '*');
}
