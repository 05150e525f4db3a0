import { afterAll, beforeAll, expect, test } from 'vitest';
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

test('a second person approves from the inbox on a phone, and the page of the author offers no decision', async () => {
  const invoice = await stage.win('largeDiscount', 'pending_approval');
  const author = await stage.openAsAuthor(browser);
  await author.page.goto(`${stage.url}/invoices/${invoice.id}`);
  await author.page.getByText('You cannot decide this: you are its author.').waitFor();
  expect(await author.page.getByRole('button', { name: /approve|reject/i }).count()).toBe(0);
  await author.page.goto(`${stage.url}/approvals`);
  await author.page.getByText('Nothing waits for you').waitFor();

  const approver = await stage.openAsApprover(browser, {
    viewport: SIZES.phone,
    isMobile: true,
    hasTouch: true,
  });
  await approver.page.getByRole('button', { name: 'Open the pages' }).tap();
  await approver.page.getByRole('link', { name: /^Approvals/ }).tap();
  const ask = approver.page.getByRole('listitem').filter({ hasText: 'Northwind Robotics, Inc.' });
  await ask.getByText('A line has a discount of more than 10 %.').waitFor();
  await ask.getByRole('checkbox', { name: 'Select Northwind Robotics, Inc.' }).tap();
  await approver.page.getByText('1 selected').waitFor();
  await approver.page.getByRole('button', { name: 'Approve' }).tap();
  await approver.page.getByRole('button', { name: 'Approve 1 invoice' }).tap();
  await approver.page.getByText('Done: 1.').waitFor();
  await approver.page.getByRole('link', { name: 'Back to the inbox' }).tap();
  await approver.page.getByText('Nothing waits for you').waitFor();

  await author.page.goto(`${stage.url}/invoices/${invoice.id}`);
  await author.page.getByRole('region', { name: 'Decisions' }).getByText('Ken Ito').waitFor();
  expect([...author.complaints, ...approver.complaints]).toEqual([]);
});

test('a stopped draft is replayed from its page once its product is there, and its invoice appears', async () => {
  const dealId = await stage.winUnknown('WORKSHOP');
  const { page, complaints } = await stage.openAsAuthor(browser);
  await page.getByRole('link', { name: /^Exceptions/ }).click();
  await page
    .locator('nav.tabs')
    .getByRole('link', { name: /^Stopped work/ })
    .click();
  await page
    .getByText(/^The product master holds no version of "WORKSHOP"/)
    .first()
    .waitFor();

  await page.goto(`${stage.url}/set-up/products`);
  await page.getByLabel('SKU').fill('WORKSHOP');
  await page.getByLabel('Name in English').fill('Workshop');
  await page.getByLabel('List price in USD').fill('250.00');
  await page.getByRole('button', { name: 'Add the product' }).click();
  await page.getByText('The product is added.').waitFor();

  await page.getByRole('link', { name: /^Exceptions/ }).click();
  await page
    .locator('nav.tabs')
    .getByRole('link', { name: /^Stopped work/ })
    .click();
  await page.getByRole('button', { name: /^Replay: Draft an invoice, / }).click();
  await page.getByText('Replayed. It leaves this list when it went through.').waitFor();
  await stage.invoiced(dealId);
  await page.reload();
  await page.getByText('Nothing has failed').waitFor();
  expect(complaints).toEqual([]);
});

test('a key that is made in the console opens the HTTP API until it is revoked', async () => {
  const { page, complaints } = await stage.openAsAuthor(browser, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.getByRole('link', { name: 'API keys' }).click();
  await page.getByRole('link', { name: 'New key' }).click();
  await page.getByLabel('Name').fill('Reports');
  await page.getByRole('checkbox', { name: 'Read everything' }).check();
  await page.getByRole('button', { name: 'Make the key' }).click();
  await page.getByRole('button', { name: 'Copy' }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const key = await page.evaluate<string>('navigator.clipboard.readText()');
  expect(key).toMatch(/^seikyu_live_/);
  expect((await askWith(key)).status).toBe(200);

  await page.getByRole('link', { name: 'To the keys' }).click();
  const row = page.getByRole('row', { name: /^Reports/ });
  await row.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke the key' }).click();
  await page.getByText('The key is revoked.').waitFor();
  const refused = await askWith(key);
  expect(refused.status).toBe(401);
  expect(await refused.json()).toMatchObject({ code: 'auth.invalid' });
  expect(complaints).toEqual([]);
});

const askWith = (key: string): Promise<Response> =>
  fetch(`${stage.url}/v1/invoices`, { headers: { authorization: `Bearer ${key}` } });

test('a webhook endpoint is made and tested, and its log shows that the test arrived', async () => {
  const { page, complaints } = await stage.openAsAuthor(browser);
  await page.getByRole('link', { name: 'Webhooks' }).click();
  await page.getByRole('link', { name: 'New endpoint' }).click();
  await page.getByLabel('Address').fill(stage.receiver.url);
  await page.getByLabel('Description').fill('Data warehouse');
  await page.getByRole('button', { name: 'Add the endpoint' }).click();
  expect(await page.getByRole('textbox', { name: 'Signing secret' }).inputValue()).toMatch(/^whsec_/);
  await page.getByRole('link', { name: 'To the endpoint' }).click();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('The test is on its way.').waitFor();

  const eventId = await stage.received();
  await page.reload();
  const row = page.getByRole('region', { name: 'Delivery log' }).getByRole('row', { name: eventId });
  await row.getByText('Delivered').waitFor();
  await row.locator('[data-label="Answer"]', { hasText: '200' }).waitFor();
  expect(complaints).toEqual([]);
});
