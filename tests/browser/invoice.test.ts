import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspectPage } from './support/inspect-page.ts';
import { openBrowser, SIZES, type TestBrowser } from './support/open-browser.ts';
import { type Stage, startStage } from './support/start-stage.ts';

let stage: Stage;
let browser: TestBrowser;

beforeAll(async () => {
  [stage, browser] = await Promise.all([startStage(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await stage?.stop();
});

test('the page of an invoice follows what others do to it, and keeps what somebody types meanwhile', async () => {
  const { id } = await stage.win('largeDiscount', 'pending_approval');
  const watcher = await stage.openAsAuthor(browser);
  const writer = await stage.openAsAuthor(browser);
  for (const { page } of [watcher, writer]) {
    await page.goto(`${stage.url}/invoices/${id}`);
    await page.locator('header').getByText('Waits for approval').waitFor();
  }
  await writer.page.getByRole('button', { name: 'Discard' }).click();
  const reason = writer.page.getByRole('dialog').getByLabel('Reason');
  await reason.fill('The customer asked for another quote.');
  const writersCard = await writer.page
    .getByRole('img', { name: /Northwind/ })
    .first()
    .getAttribute('src');

  const approver = await stage.openAsApprover(browser);
  await approver.page.goto(`${stage.url}/invoices/${id}`);
  await approver.page.getByRole('button', { name: 'Approve' }).click();
  await approver.page.getByText('Approved. The invoice goes on by itself.').waitFor();

  // Nobody loads these pages again: the status, the actions and the card come by themselves.
  const sent = (page: typeof watcher.page) =>
    page.locator('.invoice-title').getByText('Sent', { exact: true });
  await sent(watcher.page).waitFor();
  await watcher.page.getByRole('button', { name: 'Send again' }).waitFor();
  expect(await watcher.page.getByRole('button', { name: 'Discard' }).count()).toBe(0);
  await sent(writer.page).waitFor();
  expect(await reason.inputValue()).toBe('The customer asked for another quote.');
  expect(await writer.page.getByRole('dialog').isVisible()).toBe(true);
  const newCard = await writer.page
    .getByRole('img', { name: /Northwind/ })
    .first()
    .getAttribute('src');
  expect(newCard).not.toBe(writersCard);
  expect([...watcher.complaints, ...writer.complaints, ...approver.complaints]).toEqual([]);
  for (const { close } of [watcher, writer, approver]) await close();
});

test('a value opens where it comes from beside the page, step by step, and the keyboard leads out of it', async () => {
  const { id } = await stage.win('japan', 'sent');
  const { page, complaints, close } = await stage.openAsAuthor(browser);
  await page.goto(`${stage.url}/invoices/${id}`);
  const total = page.locator('.figure-main').first().getByRole('link');
  await total.click();
  const panel = page.getByRole('dialog', { name: 'Where this comes from' });
  await panel.waitFor();
  expect(await panel.getByRole('heading', { name: 'Where this comes from' }).evaluate(isFocused)).toBe(true);
  await panel.getByRole('link').first().click();
  await panel.getByRole('listitem').first().waitFor();
  expect(await inspectPage(page)).toEqual([]);
  // The page is still there: no address was left.
  expect(new URL(page.url()).pathname).toBe(`/invoices/${id}`);
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
  expect(await total.evaluate(isFocused)).toBe(true);

  await page.goto(`${stage.url}/invoices/${id}`);
  await page.locator('main a[href*="quantity"]').first().click();
  await panel.getByText('HubSpot deal', { exact: false }).first().waitFor();
  await panel.getByRole('button', { name: 'Close' }).click();
  await panel.waitFor({ state: 'hidden' });
  expect(complaints).toEqual([]);
  await close();
});

/** Whether an element has the focus. */
const isFocused = (element: unknown): boolean =>
  (element as { ownerDocument: { activeElement: unknown } }).ownerDocument.activeElement === element;

test('the filters of the board stand on one line on a desk, in both languages', async () => {
  for (const locale of ['en', 'ja']) {
    const { page, close } = await stage.openAsAuthor(browser, { locale, viewport: SIZES.desk });
    await page.goto(`${stage.url}/?currency=USD`);
    const controls = page.locator('.filters .input, .filters .button');
    const bottoms = await controls.evaluateAll((elements) =>
      elements.map((element) => {
        const { bottom } = (
          element as unknown as { getBoundingClientRect(): { bottom: number } }
        ).getBoundingClientRect();
        return Math.round(bottom);
      }),
    );
    expect(bottoms.length).toBe(8);
    expect([locale, new Set(bottoms).size]).toEqual([locale, 1]);
    await close();
  }
});
