import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../runtime/src/console/texts/en.ts';
import { ja } from '../../runtime/src/console/texts/ja.ts';
import type { Ctx } from '../../runtime/src/flow/context.ts';
import { getInvoice } from '../../runtime/src/flow/read/get-invoice.ts';
import { joinFinance, ruleOf, workOnRules } from '../flow/rules/support/work-on-rules.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';
import { formOf } from './support/form-of.ts';
import { receivePayment } from './support/receive-payment.ts';

let site: TestConsole;
let rules: ReturnType<typeof workOnRules>;
/** Asks, and approves. */
let mei: string;
let ken: string;
let approver: Ctx;
let next = 1;

beforeAll(async () => {
  site = await createConsole();
  const tomo = await joinFinance(site.loop, 'Tomo');
  rules = workOnRules(site.loop, () => tomo);
  const held = (command: string, when: string) => ({ ...ruleOf(`${command}s`, when), command });
  await rules.publish(
    await rules.draft((before) => [
      ...before,
      held('refund', 'commandMinor > 10000'),
      held('void', 'true'),
      held('correct', 'true'),
    ]),
  );
  mei = await site.enter(await site.person('Mei', ['finance']));
  approver = await site.person('Ken', ['finance_approver']);
  ken = await site.enter(approver);
});
afterAll(() => site.loop.hub.close());

async function issued(): Promise<{ id: string; number: string }> {
  const id = String(next++);
  const invoice = await site.invoiceOf({ id, lines: [{ id: `line-${id}`, sku: 'API-P' }] });
  return { id: invoice.id, number: invoice.number ?? '' };
}
const page = async (path: string, cookie: string, language = 'en'): Promise<string> =>
  (await site.get(path, { cookie, headers: { 'accept-language': language } })).text();
const viewOf = (invoiceId: string) =>
  getInvoice({ ctx: site.loop.organization.author, input: { invoiceId } });

async function refund(amount = '200.00') {
  const { id, number } = await issued();
  await receivePayment(site.loop, { id: `pay-${number}`, number, amount: '2400.00' });
  const form = { 'refund-amount': amount, 'refund-refundedOn': '2026-11-21', 'refund-reason': 'Paid twice.' };
  const asked = await site.post(
    `/invoices/${id}/money/refund`,
    { ...form, externalId: `console-${number}` },
    { cookie: mei },
  );
  expect([asked.status, asked.headers.get('location')]).toEqual([303, `/invoices/${id}?done=held`]);
  return id;
}

async function decide(id: string, decision: string, reason = ''): Promise<string> {
  const text = await page(`/invoices/${id}`, ken);
  const [, contentHash = ''] = /name="contentHash" value="([0-9a-f]{64})"/.exec(text) ?? [];
  const requestId = (await viewOf(id)).openRequest?.id ?? '';
  const form = { decision, reason, contentHash, requestId };
  const decided = await site.post(`/invoices/${id}/decision`, form, { cookie: ken });
  return decided.headers.get('location') ?? (await decided.text());
}

test('a refund that a rule holds is shown with its amount and reason where it is decided, in both languages', async () => {
  const id = await refund();
  for (const [language, texts] of [
    ['en', en],
    ['ja', ja],
  ] as const) {
    const asked = texts.held.asked(texts.held.names.refund, '$200.00');
    for (const path of [`/invoices/${id}`, '/approvals']) {
      const text = await page(path, ken, language);
      expect(text).toContain(asked);
      expect(text).toContain(texts.held.reason('Paid twice.'));
    }
    expect(await page(`/invoices/${id}`, ken, language)).toContain(texts.held.title(asked));
    expect(await page(`/invoices/${id}/money`, mei, language)).toContain(texts.held.waiting(asked));
    expect(await page(`/invoices/${id}?done=held`, mei, language)).toContain(texts.held.done.held);
  }
  expect(await decide(id, 'approved')).toBe(`/invoices/${id}?done=command_approved`);
  expect((await viewOf(id)).standing.cash).toBe('2200.00');
});

test('a void is asked for, and taken back by whoever asked; without a reason it stays', async () => {
  const { id } = await issued();
  const asked = await site.post(`/invoices/${id}/void`, { 'reason-void': 'Wrong.' }, { cookie: mei });
  expect(asked.headers.get('location')).toBe(`/invoices/${id}?done=held`);
  const text = await page(`/invoices/${id}`, mei);
  expect(text).not.toContain(`action="/invoices/${id}/void"`);
  const takeBack = (reason: string) =>
    site.post(`/invoices/${id}/takeBack`, { 'reason-takeBack': reason }, { cookie: mei });
  expect((await takeBack('')).status).toBe(400);
  expect((await takeBack('No need.')).headers.get('location')).toBe(`/invoices/${id}?done=takeBack`);
  expect((await viewOf(id)).openRequest).toBeNull();
  expect(await page(`/invoices/${id}`, mei)).toContain(`action="/invoices/${id}/void"`);
});

test('a correction shows what it would set, and is rejected with a reason', async () => {
  const { id } = await issued();
  const form = formOf(await page(`/invoices/${id}/correction`, mei), 'correction');
  const values = Object.fromEntries(form) as Record<string, string>;
  const asked = await site.post(
    `/invoices/${id}/correction`,
    { ...values, 'address.line1': '99 Moved Street', reason: 'They moved.', intent: 'save' },
    { cookie: mei },
  );
  expect(asked.headers.get('location')).toBe(`/invoices/${id}?done=held`);
  expect(await page(`/invoices/${id}`, ken)).toContain('99 Moved Street');
  expect(await decide(id, 'rejected', 'Not ours.')).toBe(`/invoices/${id}?done=command_rejected`);
  expect(await viewOf(id)).toMatchObject({ version: 1, openRequest: null });
});

test('what a rule judges is chosen in the builder, kept when it is saved, and told in its words', async () => {
  const versionId = await rules.draft((before) => before);
  const text = await page(`/rules/${versionId}/edit`, mei);
  const values = Object.fromEntries(formOf(text, 'editor')) as Record<string, string>;
  const chosen = Object.entries(values).filter(([name]) => name.endsWith('.command'));
  expect(chosen.map(([, value]) => value).filter(Boolean)).toEqual(['refund', 'void', 'correct']);
  const lead = await page(`/rules/${versionId}`, mei, 'ja');
  for (const command of ['refund', 'void', 'correct'] as const)
    expect(lead).toContain(ja.held.rule.commands[command]);
});
