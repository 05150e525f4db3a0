import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invoices } from '../../runtime/src/db/schema/index.ts';
import { getApproval } from '../../runtime/src/flow/read/list-approvals.ts';
import { switchSegregation } from '../../runtime/src/flow/segregation/switch-segregation.ts';
import { joinFinance, ruleOf, workOnRules } from '../flow/rules/support/work-on-rules.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';
import { expectStrictPage } from './support/expect-strict-page.ts';

let site: TestConsole;
let ken: string;
let invoiceId: string;
let requestId: string;
let publish: (rules: string[]) => Promise<unknown>;

beforeAll(async () => {
  site = await createConsole();
  const mei = await joinFinance(site.loop, 'Mei');
  const work = workOnRules(site.loop, () => mei);
  publish = async (conditions) =>
    work.publish(await work.draft(() => conditions.map((when, at) => ruleOf(`rule-${at + 1}`, when))));
  // The second fails on every invoice: only a credit note gives anything back.
  await publish(['maxDiscountPpm > 100000', 'totalMinor / creditMinor > 1']);
  ken = await site.enter(site.loop.organization.approver);
  const deal = { id: '501', lines: [{ id: 'l501', sku: 'API-P', discountPercent: '15' }] };
  invoiceId = (await site.invoiceOf(deal)).id;
  const inbox = await text('/approvals');
  requestId = /name="request" value="([^"]*)"/.exec(inbox)?.[1] ?? '';
});
afterAll(() => site.loop.hub.close());

const plain = (page: string): string => page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
async function text(path: string, language = 'en'): Promise<string> {
  const answer = await site.get(path, { cookie: ken, headers: { 'accept-language': language } });
  return expectStrictPage(answer);
}
const batch = async (): Promise<string> =>
  expectStrictPage(
    await site.post('/approvals/batch', { request: requestId, decision: 'approved' }, { cookie: ken }),
  );
const DOUBT =
  /The rules could not judge this invoice, so a person decides. Rule rule-2 could not be evaluated/;

test('a rule that fails beside one that matches is told on the invoice, in the inbox, in a batch, by mail and by the API', async () => {
  expect(plain(await text(`/invoices/${invoiceId}`))).toMatch(DOUBT);
  expect(plain(await text(`/invoices/${invoiceId}`))).toContain('Because of rule-1.');
  expect(plain(await text('/approvals'))).toMatch(DOUBT);
  expect(plain(await text('/approvals', 'ja'))).toContain('ルールで判定できないため、担当者が判断します。');
  const asked = plain(await batch());
  expect(asked).toContain('One of them is no matter of course');
  expect(asked).toMatch(DOUBT);
  const mail = site.loop.hub.mails.find(({ subject }) => subject.startsWith('Approval needed'));
  expect(mail?.text).toMatch(/The rules could not judge it: Rule rule-2 could not be evaluated/);
  const ctx = site.loop.organization.approver;
  expect(await getApproval({ ctx, input: { id: requestId } })).toMatchObject({
    explanation: { doubt: { en: expect.stringContaining('rule-2') } },
    rules: { isInForce: true },
  });
});

test('a request stays bound to the version that routed it, and its page says that another is in force', async () => {
  expect(plain(await text(`/invoices/${invoiceId}`))).toMatch(/Routed by version 2 of the rules/);
  await publish(['maxDiscountPpm > 900000']);
  const page = plain(await text(`/invoices/${invoiceId}`));
  expect(page).toMatch(/Routed by version 2 of the rules Another version was published since\./);
  expect(page).toMatch(DOUBT);
});

test('a batch warns of what may be decided only since a rule of segregation is switched off', async () => {
  const { approver, author, id } = site.loop.organization;
  await site.loop.hub.database.inOrganization(id, (tx) =>
    tx.update(invoices).set({ lastEditedBy: approver.actor }).where(eq(invoices.id, invoiceId)),
  );
  const input = { rule: 'last_editor', isOn: false, reason: 'There are two of us.' } as const;
  await switchSegregation({ ctx: author, input });
  expect(plain(await batch())).toContain(
    'You may decide this only because a rule of segregation is switched off: Who edited an invoice last does not approve it',
  );
  await switchSegregation({ ctx: author, input: { ...input, isOn: true } });
});

test('what was not decided in a batch comes first, with its reason and a way on', async () => {
  const form = { request: requestId, decision: 'approved', seen: `${requestId}:${'0'.repeat(64)}` };
  const result = await expectStrictPage(await site.post('/approvals/batch/decide', form, { cookie: ken }));
  expect(plain(result)).toMatch(/Done: 0\. Not decided: 1\./);
  expect(plain(result)).toContain('Look again at what was not decided');
  expect(result).toContain(`name="request" value="${requestId}"`);
});
