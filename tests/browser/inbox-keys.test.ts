import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspectPage } from './support/inspect-page.ts';
import { openBrowser, type TestBrowser } from './support/open-browser.ts';
import { type Stage, startStage } from './support/start-stage.ts';

let stage: Stage;
let browser: TestBrowser;

beforeAll(async () => {
  [stage, browser] = await Promise.all([startStage(), openBrowser()]);
  await stage.win('largeDiscount', 'pending_approval');
});

afterAll(async () => {
  await browser?.close();
  await stage?.stop();
});

test('without scripts the inbox is a plain form that asks once more', async () => {
  const { page } = await stage.openAsApprover(browser, { javaScriptEnabled: false });
  await page.goto(`${stage.url}/approvals`);
  await page.getByRole('checkbox', { name: /^Select Northwind/ }).check();
  await page.getByRole('button', { name: 'Send back' }).click();
  await page.getByRole('heading', { name: 'Send 1 invoice back?' }).waitFor();
});

test('the inbox is worked through by keys alone: move, select, decide, confirm', async () => {
  const { page, complaints } = await stage.openAsApprover(browser);
  await page.goto(`${stage.url}/approvals`);
  const choice = page.getByRole('checkbox', { name: /^Select Northwind/ });
  await page.keyboard.press('j');
  expect(await page.evaluate('document.activeElement.textContent')).toContain('Northwind');
  await page.keyboard.press('x');
  expect(await choice.isChecked()).toBe(true);
  await page.getByText('1 selected').waitFor();
  await page.keyboard.press('x');
  expect(await choice.isChecked()).toBe(false);
  await page.keyboard.press('?');
  await page.getByText('Approve, reject, send back what is selected').waitFor();
  await page.keyboard.press('Escape');

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('r');
  await page.getByRole('heading', { name: 'Reject 1 invoice?' }).waitFor();
  expect(await inspectPage(page)).toEqual([]);
  await page.goBack();
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/invoices\/inv_/);
  await page.goBack();

  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await page.getByRole('button', { name: 'Approve 1 invoice' }).press('Enter');
  await page.getByText('Done: 1.').waitFor();
  expect(await inspectPage(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
