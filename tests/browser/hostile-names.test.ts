import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENDLESS_TEXT, HOSTILE_TEXTS, type HostileKind } from '../support/hostile-texts.ts';
import { crawl } from './support/crawl.ts';
import { openBrowser, SIZES, type TestBrowser } from './support/open-browser.ts';
import { type Stage, startStage } from './support/start-stage.ts';

let stage: Stage;
let browser: TestBrowser;
const invoiceIds: string[] = [];

/** A folder for pictures, for those who want to see them. */
const picturesFolder = process.env['BROWSER_PICTURES'];

/** Those that a browser might read as something else, or draw over what stands beside them. */
const NAMES = [
  'longest',
  'html',
  'closing',
  'attribute',
  'placeholders',
  'override',
  'rightToLeft',
  'arabic',
  'marks',
  'invisible',
  'combining',
  'zalgo',
  'emoji',
  'fullWidth',
] as const satisfies readonly HostileKind[];

beforeAll(async () => {
  [stage, browser] = await Promise.all([startStage(), openBrowser()]);
  for (const name of NAMES) {
    invoiceIds.push((await stage.invoiced(await stage.winNamed(HOSTILE_TEXTS[name]))).id);
  }
  await stage.winNamed(ENDLESS_TEXT);
  await stage.stopped('mapping.refused');
});

afterAll(async () => {
  await browser?.close();
  await stage?.stop();
});

/** Elements and attributes that came from a text, and numbers whose digits do not run from left to right. */
const FIND_DEFECTS = `(() => {
  const defects = [];
  for (const element of document.querySelectorAll('*')) {
    for (const { name } of element.attributes) if (/^(on|hostile)/.test(name)) defects.push('attribute ' + name);
    if (element.localName.startsWith('hostile')) defects.push('element ' + element.localName);
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const rectOf = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect();
  };
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    for (const match of node.data.matchAll(/\\d[\\d.,]*\\d/g)) {
      const first = rectOf(node, match.index);
      const last = rectOf(node, match.index + match[0].length - 1);
      if (first.width > 0 && first.top === last.top && first.left > last.left) defects.push('reversed ' + match[0]);
    }
  }
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) {
    defects.push('scrolls sideways by ' + (document.documentElement.scrollWidth - document.documentElement.clientWidth));
  }
  return defects;
})()`;

async function findDefects(page: Page, at: string): Promise<string[]> {
  const defects: string[] = [];
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    const found = await page.evaluate<string[]>(FIND_DEFECTS);
    defects.push(...found.map((defect) => `${at}, ${size}: ${defect}`));
    if (picturesFolder !== undefined) {
      const name = `${at.replaceAll(/[^a-z0-9]+/gi, '-')}-${size}.png`;
      await page.screenshot({ path: join(picturesFolder, name), fullPage: true });
    }
  }
  await page.setViewportSize(SIZES.desk);
  return defects;
}

test('a page with hostile names scrolls down only, runs none of them, and keeps every number as it is', async () => {
  const { page, complaints, close } = await stage.openAsAuthor(browser);
  const defects: string[] = [];
  await crawl(page, stage.url, async (kind) => {
    defects.push(...(await findDefects(page, kind)));
  });
  for (const [index, id] of invoiceIds.entries()) {
    await page.goto(`${stage.url}/invoices/${id}`);
    defects.push(...(await findDefects(page, `invoice ${index}`)));
  }
  await close();
  const approver = await stage.openAsApprover(browser);
  await approver.page.goto(`${stage.url}/approvals`);
  expect(await approver.page.locator('[data-row]').count()).toBe(invoiceIds.length);
  defects.push(...(await findDefects(approver.page, 'inbox')));
  expect([...defects, ...complaints, ...approver.complaints]).toEqual([]);
});
