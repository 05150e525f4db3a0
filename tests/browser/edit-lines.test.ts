import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspectPage } from './support/inspect-page.ts';
import { openBrowser, type TestBrowser } from './support/open-browser.ts';
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

test('lines are added, one is left out and put back with the keyboard, and both languages fit a phone', async () => {
  const { id } = await stage.win('largeDiscount', 'pending_approval');
  const { page, complaints, close } = await stage.openAsAuthor(browser);
  const form = `${stage.url}/invoices/${id}/edit`;
  const save = async (): Promise<void> => {
    await page.getByLabel('Reason').fill('As agreed on the phone.');
    // Enter presses Save, and no other button of the form.
    await page.getByLabel('Order number of the customer').press('Enter');
    await page.getByText('Saved.', { exact: false }).waitFor();
    await page.goto(form);
  };
  await page.goto(form);
  await page.getByText('Add a line').focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Name', { exact: true }).fill('Shipping to the islands');
  await page.getByRole('group', { name: 'New line 1' }).getByLabel('Unit price').fill('25.00');
  await page.getByRole('button', { name: 'Another line' }).focus();
  await page.keyboard.press('Enter');
  const second = page.getByRole('group', { name: 'New line 2' });
  await second.waitFor();
  await page.keyboard.type('Handling');
  expect(await second.getByLabel('Name', { exact: true }).inputValue()).toBe('Handling');
  await second.getByLabel('Unit price').fill('1.50');
  expect(await inspectPage(page)).toEqual([]);
  await save();
  const shipping = page.getByRole('row', { name: /Shipping to the islands/ });
  await shipping.getByText('Added by hand').waitFor();
  await page
    .getByRole('checkbox', { name: /^Leave out: / })
    .first()
    .focus();
  await page.keyboard.press('Space');
  await save();
  const putBack = page.getByRole('checkbox', { name: /^Put back: / });
  await putBack.waitFor();
  expect(await inspectPage(page)).toEqual([]);
  await page.goto(`${form}?lang=ja`);
  expect(await inspectPage(page)).toEqual([]);
  await page.goto(`${form}?lang=en`);
  await putBack.focus();
  await page.keyboard.press('Space');
  await save();
  expect(await putBack.count()).toBe(0);
  expect(complaints).toEqual([]);
  await close();
});
