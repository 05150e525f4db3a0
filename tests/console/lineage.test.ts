import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../runtime/src/console/texts/en.ts';
import { ja } from '../../runtime/src/console/texts/ja.ts';
import { CARD_LINES } from '../support/sample-records.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';
import { expectStrictPage } from './support/expect-strict-page.ts';

let site: TestConsole;
let cookie: string;
let invoiceId: string;

beforeAll(async () => {
  site = await createConsole();
  invoiceId = (await site.invoiceOf({ id: '1', lines: CARD_LINES })).id;
  cookie = await site.enter(site.loop.organization.approver);
});

afterAll(() => site.loop.hub.close());

const linksOf = (page: string) =>
  [...page.matchAll(/href="(\/invoices\/[^"]*\/lineage\?[^"]*)"/g)].map(([, path = '']) =>
    path.replaceAll('&amp;', '&'),
  );

test('every value that the page of an invoice links leads to its way back, in both languages', async () => {
  const invoice = await expectStrictPage(await site.get(`/invoices/${invoiceId}`, { cookie }));
  const links = new Set(linksOf(invoice));
  expect(links.size).toBeGreaterThan(20);
  for (const path of links) {
    for (const [language, texts] of [['en', en] as const, ['ja', ja] as const]) {
      const answer = await site.get(path, { cookie, headers: { 'accept-language': language } });
      expect(answer.status, path).toBe(200);
      const page = await expectStrictPage(answer);
      expect(page).toContain(texts.lineage.title);
      expect(page).not.toMatch(/undefined|\[object|NaN/);
      expect(page, path).not.toContain('origin-unknown');
    }
  }
});

test('a computed value leads on to what it was made of, and back', async () => {
  const page = await (
    await site.get(`/invoices/${invoiceId}/lineage?path=/totals/payable`, { cookie })
  ).text();
  const next = linksOf(page).find((path) => path.includes('taxInclusive')) ?? '';
  expect(next).toContain('via=%2Ftotals%2Fpayable');
  expect(linksOf(await (await site.get(next, { cookie })).text())).toContain(
    `/invoices/${invoiceId}/lineage?path=%2Ftotals%2Fpayable`,
  );
});

test('htmx gets the content of the panel alone, with the title that takes the focus and a way to close it', async () => {
  const headers = { 'hx-request': 'true' };
  const path = `/invoices/${invoiceId}/lineage?path=/lines/0/quantity`;
  const part = await (await site.get(path, { cookie, headers })).text();
  expect(part).toMatch(/^<div class="panel-content">/);
  expect(part).toContain('data-focus');
  expect(part).toContain('<form method="dialog">');
  expect(part).toContain('line_items[0].properties.quantity');
});

test('a path to no value is refused with its sentence, and without a session nothing is shown', async () => {
  const path = `/invoices/${invoiceId}/lineage?path=/lines`;
  expect((await site.get(path, { cookie })).status).toBe(400);
  expect(await (await site.get(path)).text()).not.toContain('origin-value');
});
