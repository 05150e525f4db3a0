import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspectPage } from './support/inspect-page.ts';
import { openBrowser, type TestBrowser } from './support/open-browser.ts';
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

test('an admin changes a threshold, sees both sides follow and what it would have done, and a colleague publishes it', async () => {
  const { page, complaints } = await stage.openAsAuthor(browser);
  await page.goto(`${stage.url}/rules`);
  expect(await inspectPage(page)).toEqual([]);
  await page.getByRole('link', { name: 'Sanka US' }).click();
  await page.getByRole('button', { name: 'New draft from this version' }).click();
  const question = page.getByRole('dialog', { name: /^A new draft from version/ });
  await question.getByLabel('Why is this changed?').fill('Any discount is looked at.');
  await question.getByRole('button', { name: 'Open a draft' }).click();
  await page.getByRole('heading', { name: 'Rule builder: Sanka US' }).waitFor();
  const rule = page.getByRole('group', { name: 'Rule 1', exact: true });
  const expression = rule.getByLabel('The same as an expression');
  await rule.getByLabel('Value', { exact: true }).fill('2.5');
  await expect.poll(() => expression.inputValue()).toBe('maxDiscountPpm > 25000');
  await expression.fill('maxDiscountPpm > 0 && totl > 5');
  await rule.getByText('did you mean totalMinor?').waitFor();
  await page.getByText('One place is wrong.').waitFor();
  await expression.fill('maxDiscountPpm > 0 || totalMinor >= 100000');
  await page.getByText('Every rule can be evaluated.').waitFor();
  await expect.poll(() => rule.getByLabel('Value', { exact: true }).last().inputValue()).toBe('1000.00');
  await page.getByRole('button', { name: 'Try it on the last 90 days' }).click();
  await page.getByText('1 invoice takes another way').waitFor();
  expect(await inspectPage(page)).toEqual([]);
  // Nothing is saved yet: the trial follows what is typed, and each invoice of it says why, clause by clause.
  await expression.fill('totalMinor >= 100000000');
  await page.getByText('No invoice takes another way.').waitFor({ timeout: 3_000 });
  await expression.fill('maxDiscountPpm > 0 || totalMinor >= 100000');
  await page.getByText('1 invoice takes another way').waitFor({ timeout: 3_000 });
  await page.getByRole('button', { name: /^INV-/ }).click();
  await page.getByText('Actual values').first().waitFor();
  expect(await inspectPage(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save the draft' }).last().click();
  await page.getByText('The draft is saved.').waitFor();

  await page.getByRole('link', { name: /^← Approval rules of/ }).click();
  await page.getByRole('button', { name: 'Try it on the last 90 days' }).click();
  await page.getByText('Tried on past invoices.').waitFor();
  await page.getByRole('button', { name: 'Submit for review' }).click();
  await page
    .getByRole('dialog', { name: /^Submit version/ })
    .getByRole('button', { name: 'Submit for review' })
    .click();
  await page.getByText('Submitted. It waits for a second person now.').waitFor();

  const colleague = await stage.openAsApprover(browser);
  await colleague.page.goto(page.url());
  expect(await inspectPage(colleague.page)).toEqual([]);
  await colleague.page.getByRole('link', { name: /^INV-/ }).click();
  await colleague.page.getByText('Actual values').first().waitFor();
  expect(await inspectPage(colleague.page)).toEqual([]);
  await colleague.page.goBack();
  await colleague.page.getByRole('button', { name: 'Approve' }).click();
  await colleague.page.getByText('Approved.').waitFor();
  await colleague.page.getByRole('button', { name: 'Publish' }).click();
  await colleague.page
    .getByRole('dialog', { name: /in force/ })
    .getByRole('button', { name: 'Publish it' })
    .click();
  await colleague.page.getByText('Published.').waitFor();
  expect([...complaints, ...colleague.complaints]).toEqual([]);
});

test('groups are added, filled and removed by keyboard alone, on a desk and on a phone, in both languages', async () => {
  for (const [locale, texts] of Object.entries(GROUP_TEXTS)) {
    const { page, complaints } = await stage.openAsAuthor(browser, { locale });
    await page.goto(`${stage.url}/rules`);
    await page.getByRole('link', { name: 'Sanka US' }).first().click();
    const { pathname } = new URL(page.url());
    const draft = await page.evaluate(async (path) => {
      const form = new URLSearchParams({ 'reason-draft': 'Groups.' });
      const answer = await fetch(`${path}/draft`, { method: 'POST', body: form });
      return answer.url;
    }, pathname);
    await page.goto(draft);
    await page.getByRole('button', { name: texts.add }).first().press('Enter');
    const group = page.getByRole('group', { name: texts.group, exact: true });
    await group.first().waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.name')).toBe('r1.g1.match');
    await group.first().getByRole('button', { name: texts.add }).press('Enter');
    await expect.poll(() => group.count()).toBe(2);
    expect(await inspectPage(page)).toEqual([]);
    await group.first().getByRole('button', { name: texts.remove }).last().press('Enter');
    await expect.poll(() => group.count()).toBe(0);
    expect(complaints).toEqual([]);
  }
});

const GROUP_TEXTS = {
  'en-US': { add: 'Add a group', group: 'Group', remove: 'Remove this group' },
  'ja-JP': { add: 'グループを追加', group: 'グループ', remove: 'このグループを削除' },
};
