import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspectPage } from './support/inspect-page.ts';
import { openBrowser, SIZES, type TestBrowser } from './support/open-browser.ts';
import { type Stage, startStage } from './support/start-stage.ts';

let stage: Stage;
let browser: TestBrowser;

beforeAll(async () => {
  [stage, browser] = await Promise.all([startStage(), openBrowser()]);
  await stage.win('platform', 'sent');
});

afterAll(async () => {
  await browser?.close();
  await stage?.stop();
});

/** Opens a draft of the live mapping of deals in the editor. */
async function openDraft(page: Page, reason: string): Promise<void> {
  await page.goto(`${stage.url}/mappings`);
  await page.getByRole('link', { name: 'HubSpot · Deals' }).click();
  await page.getByRole('button', { name: 'New draft from this version' }).click();
  const question = page.getByRole('dialog', { name: /^A new draft from version/ });
  await question.getByLabel('Why is this done?').fill(reason);
  await question.getByRole('button', { name: 'Open a draft' }).click();
  await page.getByRole('heading', { name: 'Edit HubSpot · Deals' }).waitFor();
}

const row = (page: Page, number: string) => page.getByRole('group', { name: `Row ${number}`, exact: true });

test('an admin changes a row and sees at once what it makes, a colleague reviews it, it goes live and back', async () => {
  const { page, complaints } = await stage.openAsAuthor(browser);
  await openDraft(page, 'Titles are shouted.');
  const title = row(page, '1');
  await page.getByText('The record is accepted.').waitFor();
  await title.getByLabel('Comes from', { exact: true }).fill('properties.nothing');
  await title.getByText('is missing').waitFor();
  await page.getByText('1 problem: the record would be refused.').waitFor();
  await title.getByLabel('Comes from', { exact: true }).fill('properties.dealname');
  await page.getByText('The record is accepted.').waitFor();
  await title.getByLabel('Change the value of row 1 on the way').selectOption({ label: 'Upper case' });
  await title.getByText('NORTHWIND: PLATFORM ROLLOUT', { exact: true }).waitFor();
  expect(await inspectPage(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save the draft' }).last().click();
  await page.getByText('The draft is saved.').waitFor();

  await page.getByRole('link', { name: /^← HubSpot · Deals/ }).click();
  await page.getByRole('link', { name: 'Try it on stored records' }).click();
  expect(await inspectPage(page)).toEqual([]);
  await page.getByRole('button', { name: 'Begin the dry run' }).click();
  await page.getByRole('heading', { name: 'Done' }).waitFor();
  await page.getByRole('region', { name: 'Record by record' }).waitFor();
  expect(await inspectPage(page)).toEqual([]);
  await page.getByRole('link', { name: /^← HubSpot · Deals/ }).click();
  await page.getByRole('button', { name: 'Submit for review' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Submit for review' }).click();
  await page.getByText('You wrote in it. Somebody else reviews and publishes it.').waitFor();
  expect(await inspectPage(page)).toEqual([]);

  const colleague = await stage.openAsApprover(browser);
  await colleague.page.goto(`${stage.url}/mappings`);
  await colleague.page.getByText('Waits for your review').waitFor();
  await colleague.page.getByRole('link', { name: 'Version 2' }).click();
  await colleague.page
    .getByRole('region', { name: 'Tried on stored records' })
    .getByText('Changed')
    .waitFor();
  await colleague.page.getByRole('button', { name: 'Approve' }).click();
  await colleague.page.getByText('Approved. It can be published now.').waitFor();
  await page.reload();
  await page.getByText('Waits for somebody else to publish it').waitFor();
  expect(await page.getByRole('button', { name: 'Publish', exact: true }).count()).toBe(0);
  await colleague.page.getByRole('button', { name: 'Publish' }).click();
  await colleague.page.getByRole('button', { name: 'Publish it' }).click();
  await colleague.page.getByText(/^Published\./).waitFor();

  await page.goto(`${stage.url}/mappings`);
  await page.getByRole('link', { name: 'HubSpot · Deals' }).click();
  await page.getByRole('region', { name: 'Every version' }).getByRole('link', { name: 'Version 1' }).click();
  await page.getByRole('button', { name: 'Roll back to this version' }).click();
  await page.getByRole('dialog').getByLabel('Why is this done?').fill('They should not be.');
  await page.getByRole('dialog').getByRole('button', { name: 'Roll back' }).click();
  await page.getByText('Rolled back. This version is live again.').waitFor();
  expect([...complaints, ...colleague.complaints]).toEqual([]);
});

test('rows are moved and removed by the keyboard alone, and the focus stays with them', async () => {
  const { page, complaints } = await stage.openAsAuthor(browser);
  await openDraft(page, 'Another order.');
  await page.getByRole('button', { name: 'Move title down' }).press('Enter');
  await row(page, '2').getByLabel('Comes from', { exact: true }).and(page.locator(':focus')).waitFor();
  expect(await row(page, '2').getByLabel('Comes from', { exact: true }).inputValue()).toBe(
    'properties.dealname',
  );
  await page.getByRole('button', { name: 'Remove purchaseOrder' }).press('Enter');
  await page.getByRole('button', { name: 'Remove purchaseOrder' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Add a row' }).press('Enter');
  const added = row(page, '19').getByLabel('Comes from', { exact: true });
  await added.and(page.locator(':focus')).waitFor();
  expect(complaints).toEqual([]);
});

test('the script is written with completion of the fields, and an error stands where it is', async () => {
  const { page, complaints } = await stage.openAsAuthor(browser);
  await openDraft(page, 'A word in the script.');
  const script = page.getByRole('textbox', { name: 'Script' });
  await script.scrollIntoViewIfNeeded();
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('const name = (source) => source.properties.dealn');
  await page.getByRole('option', { name: 'dealname' }).click();
  await page.keyboard.type(';\neval(1);\n');
  await page.getByText(/^Script, line 2, column/).waitFor();
  await page.locator('.cm-lintRange-error').waitFor();
  expect(complaints).toEqual([]);
});

test('without scripts a draft is edited, saved and tried all the same, and a phone shows every part of it', async () => {
  const author = await stage.openAsAuthor(browser);
  await openDraft(author.page, 'Without scripts.');
  const address = author.page.url();
  const cookies = await author.page.context().cookies();
  const { page, close } = await browser.open({ javaScriptEnabled: false, viewport: SIZES.phone });
  await page.context().addCookies(cookies);
  await page.goto(address);
  await row(page, '1').getByLabel('Comes from', { exact: true }).fill('properties.hubspot_owner_id');
  await page.getByRole('button', { name: 'Move title down' }).click();
  await row(page, '2').getByText('7001').first().waitFor();
  await page.getByRole('button', { name: 'Save the draft' }).last().click();
  await page.getByText('The draft is saved.').waitFor();
  await close();
});

test('on a phone the result is one tap away from any row, and in Japanese a refusal is told in Japanese', async () => {
  const { page } = await stage.openAsAuthor(browser);
  await openDraft(page, 'Looked at on the way.');
  await page.setViewportSize(SIZES.phone);
  await page.goto(`${page.url().split('?')[0]}?lang=ja`);
  await page
    .getByRole('group', { name: '1行目', exact: true })
    .getByLabel('元の項目', { exact: true })
    .fill('properties.nothing');
  await page.getByText('1行目「title」：値がありません。').waitFor();
  await page.getByRole('link', { name: '取り込み結果' }).click();
  const verdict = page.getByText('1件の問題があり、このレコードは取り込めません。');
  await expect
    .poll(async () => (await verdict.boundingBox())?.y, { timeout: 10_000 })
    .toBeLessThan(SIZES.phone.height);
  expect((await verdict.boundingBox())?.y).toBeGreaterThan(0);
});
