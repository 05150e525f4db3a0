import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, type TestBrowser, type Window } from './support/open-browser.ts';
import { type Stage, startStage } from './support/start-stage.ts';

const ROUNDS = 5;
const APPROVED = 'Approved. The invoice goes on by itself.';

let stage: Stage;
let browser: TestBrowser;

beforeAll(async () => {
  [stage, browser] = await Promise.all([startStage(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stage?.stop();
});

test('of two approvers who press at once, in two browsers, one decides and the other reads who was faster', {
  timeout: 120_000,
}, async () => {
  const [ken, mei] = [await stage.openAsApprover(browser), await stage.openAsColleague(browser)];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { id } = await stage.invoiced(await stage.winNamed(`Race ${round}`));
    await Promise.all([ken, mei].map((window) => openRequest(window, id)));
    await Promise.all(
      [ken, mei].map(({ page }) => page.getByRole('button', { name: 'Approve', exact: true }).click()),
    );
    const answers = await Promise.all([ken, mei].map(answerOf));
    expect(answers.filter((answer) => answer === APPROVED)).toHaveLength(1);
    expect(answers.find((answer) => answer !== APPROVED)).toMatch(
      answers[0] === APPROVED ? /Ken.* approved it at / : /Mei Sato approved it at /,
    );
  }
});

async function openRequest({ page }: Window, invoiceId: string): Promise<void> {
  await page.goto(`${stage.url}/invoices/${invoiceId}`);
  await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
}

async function answerOf({ page }: Window): Promise<string> {
  const answer = page
    .getByText(APPROVED)
    .or(page.getByText(/ approved it at /))
    .first();
  await answer.waitFor();
  return (await answer.textContent()) ?? '';
}
