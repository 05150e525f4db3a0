import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitFor } from '../../runtime/src/demo/hub-client.ts';
import { inspectPage } from './support/inspect-page.ts';
import { enrol, typeNewPassword } from './support/newcomer.ts';
import { openBrowser, type TestBrowser } from './support/open-browser.ts';
import { type EmptyHub, startEmptyHub } from './support/start-empty-hub.ts';

let hub: EmptyHub;
let browser: TestBrowser;

beforeAll(async () => {
  [hub, browser] = await Promise.all([startEmptyHub(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});

const defects: string[] = [];

/** These pages are seen once, so that each is looked at when it is there. */
async function look(page: Page): Promise<void> {
  defects.push(...(await inspectPage(page)));
}

/** Goes back to the checklist by the navigation and takes a step of it. */
async function takeStep(page: Page, action: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Set-up' }).click();
  await page.getByRole('main').getByRole('link', { name: action, exact: true }).click();
}

async function makeAccount(page: Page): Promise<void> {
  await page.goto(hub.printedAddress);
  await look(page);
  await page.getByLabel('Your name').fill('Mika Sato');
  await page.getByLabel('E-mail address').fill('mika@acme.example');
  await typeNewPassword(page, 'Password');
  await page.getByLabel('Name of the organization').fill('Acme Group');
  await page.getByRole('button', { name: 'Go on to the second factor' }).click();
  await enrol(page, look);
  await page.getByRole('heading', { name: 'Getting started' }).waitFor();
  await look(page);
}

async function addLegalEntity(page: Page): Promise<void> {
  await takeStep(page, 'Add the legal entity');
  await look(page);
  await page.getByRole('radio', { name: 'United States' }).check();
  await page.getByRole('button', { name: 'Go on' }).click();
  await look(page);
  await page.getByLabel('Registered name').fill('Acme, Inc.');
  await page.getByLabel('Short name').fill('Acme US');
  await page.getByLabel('City').fill('San Francisco');
  await page.getByLabel('Street and number').fill('548 Market Street');
  await page.getByLabel('E-mail address of your billing').fill('billing@acme.example');
  await page.getByRole('button', { name: 'Save the legal entity' }).click();
  await page.getByRole('link', { name: 'Acme US' }).waitFor();
}

/** Returns the link that the administrator hands over. */
async function inviteApprover(page: Page): Promise<string> {
  await takeStep(page, 'Invite somebody');
  await page.getByLabel('Name', { exact: true }).fill('Ken Ito');
  await page.getByLabel('E-mail address').fill('ken@acme.example');
  await page.getByRole('checkbox', { name: /^finance Drafts/ }).check();
  await page.getByRole('button', { name: 'Make the invitation' }).click();
  const link = await page.getByLabel('Link', { exact: true }).inputValue();
  await look(page);
  return link;
}

async function addProduct(page: Page): Promise<void> {
  await takeStep(page, 'Add a product');
  await page.getByLabel('SKU').fill('PLAT-Y');
  await page.getByLabel('Name in English').fill('Platform License (Annual)');
  await page.getByLabel('List price in USD').fill('12000.00');
  await page.getByRole('button', { name: 'Add the product' }).click();
  await page.getByText('The product is added.').waitFor();
}

/** Five licenses: more than the ready rules let through by themselves. */
async function draftFirstInvoice(page: Page): Promise<void> {
  await takeStep(page, 'Draft the first invoice');
  await look(page);
  await page.getByLabel('Customer', { exact: true }).fill('Northwind Robotics');
  await page.getByLabel('E-mail address of the customer').fill('ap@northwind.example');
  await page.getByLabel('Quantity').fill('5');
  await page.getByRole('button', { name: 'Enter the sample deal' }).click();
  await page.waitForURL('**/invoices/inv_*');
}

/** The hub goes on by itself; its page tells of it when it is loaded again. */
async function reloadUntil(page: Page, text: string): Promise<void> {
  await waitFor(`the page to say "${text}"`, async () => {
    await page.reload();
    return (await page.getByText(text).count()) > 0 ? true : undefined;
  });
}

async function join(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await look(page);
  await typeNewPassword(page, 'New password');
  await page.getByRole('button', { name: 'Join' }).click();
  await enrol(page, async () => undefined);
}

test('a newcomer comes from the printed address to the first issued invoice, and a second person approves it', async () => {
  const mika = await browser.open();
  const ken = await browser.open();
  await makeAccount(mika.page);
  await addLegalEntity(mika.page);
  const link = await inviteApprover(mika.page);
  await addProduct(mika.page);
  await draftFirstInvoice(mika.page);
  await reloadUntil(mika.page, 'Waits for the role finance');
  expect(await mika.page.getByRole('button', { name: 'Approve' }).count()).toBe(0);

  await join(ken.page, link);
  await ken.page.goto(`${hub.url}/approvals`);
  await ken.page.locator('[data-row]').getByRole('checkbox').check();
  await ken.page.getByRole('button', { name: 'Approve' }).click();
  await ken.page.getByRole('button', { name: 'Approve 1 invoice' }).click();
  await ken.page.getByText('Done: 1.').waitFor();

  await reloadUntil(mika.page, 'Document stored');
  const title = await mika.page.getByRole('heading', { level: 1 }).textContent();
  expect(title).toMatch(/^INV-\d{4}-0001/);
  expect([...mika.complaints, ...ken.complaints]).toEqual([]);
});

test('the address of the set-up opens nothing once the hub has an organization', async () => {
  const { page, close } = await browser.open();
  const answer = await page.goto(hub.printedAddress);
  expect(answer?.status()).toBe(404);
  await page.getByRole('heading', { name: 'This set-up address is not valid any more' }).waitFor();
  await close();
});

test('every page on the way is sound at both sizes, light and dark', () => {
  expect(defects).toEqual([]);
});
