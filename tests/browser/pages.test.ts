import { afterAll, beforeAll, expect, test } from 'vitest';
import { NAVIGATION } from '../../runtime/src/console/parts/navigation-items.ts';
import { crawl } from './support/crawl.ts';
import { inspectPage } from './support/inspect-page.ts';
import { openBrowser, type TestBrowser } from './support/open-browser.ts';
import { type Stage, startStage } from './support/start-stage.ts';

let stage: Stage;
let browser: TestBrowser;

beforeAll(async () => {
  [stage, browser] = await Promise.all([startStage(), openBrowser()]);
  await stage.win('japan', 'sent');
  await stage.win('largeDiscount', 'pending_approval');
  await stage.winUnknown('WORKSHOP');
});

afterAll(async () => {
  await browser?.close();
  await stage?.stop();
});

/** Every page of the navigation, and what is behind its links. */
const EXPECTED = [
  ...NAVIGATION.flatMap(({ items }) => items.map(({ href }) => href)),
  '/account',
  '/approvals?whose=all',
  '/invoices/*',
  '/keys/new',
  '/mappings/*',
  '/mappings/*/dry-runs',
  '/people/*',
  '/people/invite',
  '/set-up/entity',
  '/set-up/entities/*',
  '/set-up/invoice',
  '/set-up/products',
  '/webhooks/new',
];

// At once: each window is a process of its own.
test.concurrent.each([
  { language: 'English', locale: 'en' },
  { language: 'Japanese', locale: 'ja' },
])('every page in $language is sound at both sizes, light and dark', async ({ locale }) => {
  const { page, complaints, close } = await stage.openAsAuthor(browser, { locale });
  const defects: string[] = [];
  const kinds = await crawl(page, stage.url, async () => {
    defects.push(...(await inspectPage(page)));
    const lang = await page.locator('html').getAttribute('lang');
    if (lang !== locale) defects.push(`${page.url()}: in ${lang}`);
  });
  expect(kinds).toEqual(expect.arrayContaining(EXPECTED));
  expect([...defects, ...complaints]).toEqual([]);
  await close();
});

test('the inbox with something to decide is sound, in both languages', async () => {
  const defects: string[] = [];
  for (const locale of ['en', 'ja']) {
    const { page, complaints, close } = await stage.openAsApprover(browser, { locale });
    await page.goto(`${stage.url}/approvals`);
    expect(await page.getByRole('checkbox', { name: /Northwind/ }).count()).toBe(1);
    defects.push(...(await inspectPage(page)), ...complaints);
    await close();
  }
  expect(defects).toEqual([]);
});
