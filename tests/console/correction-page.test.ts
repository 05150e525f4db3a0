import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../runtime/src/console/texts/en.ts';
import { ja } from '../../runtime/src/console/texts/ja.ts';
import { creditInvoice } from '../../runtime/src/flow/credit/credit-invoice.ts';
import { getInvoice } from '../../runtime/src/flow/read/get-invoice.ts';
import { recordPayment } from '../../runtime/src/flow/settle/record-payment.ts';
import { voidInvoice } from '../../runtime/src/flow/void/void-invoice.ts';
import { issueCreditNote } from '../flow/credit/support/issue-credit-note.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';
import { formOf } from './support/form-of.ts';

let site: TestConsole;
let cookie: string;
let deals = 1;

beforeAll(async () => {
  site = await createConsole();
  cookie = await site.enter(await site.person('Mei', ['finance']));
});
afterAll(() => site.loop.hub.close());

async function issued(): Promise<string> {
  const id = String(deals++);
  return (await site.invoiceOf({ id, lines: [{ id: `line-${id}`, sku: 'API-P' }] })).id;
}
const page = async (path: string, language = 'en'): Promise<string> =>
  (await site.get(path, { cookie, headers: { 'accept-language': language } })).text();
const viewOf = (invoiceId: string) =>
  getInvoice({ ctx: site.loop.organization.author, input: { invoiceId } });

async function filled(invoiceId: string, values: Record<string, string>): Promise<Record<string, string>> {
  const form = formOf(await page(`/invoices/${invoiceId}/correction`), 'correction');
  return { ...(Object.fromEntries(form) as Record<string, string>), ...values };
}
const send = (invoiceId: string, form: Record<string, string>) =>
  site.post(`/invoices/${invoiceId}/correction`, form, { cookie });

test('the form stands filled in, shows what changes before it is made, and then leads to the new version', async () => {
  const id = await issued();
  for (const [language, texts] of [
    ['en', en],
    ['ja', ja],
  ] as const) {
    expect(await page(`/invoices/${id}`, language)).toContain(texts.correction.open);
    const text = await page(`/invoices/${id}/correction`, language);
    for (const part of [texts.correction.buyer, texts.correction.recipients, texts.correction.elsewhere]) {
      expect(text).toContain(part.replaceAll("'", '&#39;'));
    }
  }
  const form = await filled(id, { 'address.line1': '99 Moved Street', reason: 'They have moved.' });
  const preview = await (await send(id, form)).text();
  expect(preview).toContain(en.correction.changes);
  expect(preview).toContain('<td data-label="After">99 Moved Street</td>');
  expect((await viewOf(id)).version).toBe(1);
  const made = await send(id, { ...form, intent: 'save' });
  expect([made.status, made.headers.get('location')]).toEqual([303, `/invoices/${id}?done=corrected`]);
  expect(await page(`/invoices/${id}`)).not.toContain(`/invoices/${id}/resend`);
  await site.loop.hub.drain();
  const text = await page(`/invoices/${id}`);
  expect(text).toContain(`/invoices/${id}/resend`);
  expect(text).toContain(`/invoices/${id}/document.pdf?version=1`);
  const [first, newest] = await Promise.all(
    ['?version=1', ''].map((query) => page(`/invoices/${id}/document.pdf${query}`)),
  );
  expect(first).not.toContain('99 Moved Street');
  expect(newest).toContain('99 Moved Street');
});

test('a line of the recipients that is emptied leaves somebody out, and the last line adds somebody', async () => {
  const id = await issued();
  const { recipients } = (await viewOf(id)).document;
  const added = { name: 'Accounts', email: 'accounts@moved.example', role: 'copy', locale: 'ja' };
  const last = recipients.length;
  const form = await filled(id, {
    'recipients.0.name': '',
    'recipients.0.email': '',
    ...Object.fromEntries(
      Object.entries(added).map(([name, value]) => [`recipients.${last}.${name}`, value]),
    ),
    reason: 'Another clerk.',
    intent: 'save',
  });
  expect((await send(id, form)).status).toBe(303);
  expect((await viewOf(id)).document.recipients).toEqual([...recipients.slice(1), added]);
});

test('what is wrong is said at its control, and what was typed stays', async () => {
  const id = await issued();
  const form = await filled(id, { 'address.city': '', 'recipients.0.email': 'nobody', reason: '' });
  const answer = await send(id, form);
  expect(answer.status).toBe(422);
  const text = await answer.text();
  for (const name of ['address-city', 'recipients-0-email', 'reason']) {
    expect(text).toContain(`id="field-${name}-error"`);
  }
  expect(text).toContain('value="nobody"');
});

test('nothing that differs makes no version, and neither does a form that another correction has overtaken', async () => {
  const id = await issued();
  const same = await filled(id, { reason: 'None.', intent: 'save' });
  expect(await (await send(id, same)).text()).toContain(en.correction.nothing);
  const stale = await filled(id, { 'buyer.phone': '2', reason: 'Second.', intent: 'save' });
  await send(id, { ...stale, 'buyer.phone': '1' });
  await site.loop.hub.drain();
  expect((await send(id, stale)).status).toBe(409);
  expect((await viewOf(id)).document.buyer.phone).toBe('1');
});

test('a voided invoice offers to be issued again, leads to the draft, and the two name each other', async () => {
  const id = await issued();
  await voidInvoice({ ctx: site.loop.organization.approver, input: { invoiceId: id, reason: 'Wrong.' } });
  await site.loop.hub.drain();
  expect(await page(`/invoices/${id}`)).toContain(`/invoices/${id}/reissue`);
  const answer = await site.post(`/invoices/${id}/reissue`, {}, { cookie });
  expect(answer.status).toBe(303);
  const { replacedBy } = await viewOf(id);
  expect(answer.headers.get('location')).toBe(`/invoices/${replacedBy?.id}?done=reissue`);
  for (const [language, texts] of [
    ['en', en],
    ['ja', ja],
  ] as const) {
    const before = await page(`/invoices/${id}`, language);
    expect(before).toContain(texts.credit.replacedBy);
    expect(before).toContain(`href="/invoices/${replacedBy?.id}"`);
    expect(before).not.toContain(`/invoices/${id}/reissue`);
    const after = await page(`/invoices/${replacedBy?.id}`, language);
    expect(after).toContain(`<dt>${texts.credit.replaces}</dt>`);
    expect(after).toContain(`href="/invoices/${id}"`);
  }
});

test('a voided credit note offers to be issued again, leads to the draft, and the two name each other', async () => {
  const id = await issued();
  const ctx = site.loop.organization.author;
  // Of a paid invoice: the note takes nothing off it, and can be voided.
  await recordPayment({
    ctx,
    input: {
      ...{ invoiceId: id, amount: '2400.00', currency: 'USD', receivedOn: '2026-11-20' },
      ...{ externalId: id, rest: 'keep' },
    },
  });
  const { creditNoteId } = await creditInvoice({
    ctx,
    input: { invoiceId: id, reason: 'As agreed.', lines: [{ position: 1, amount: '1.00' }] },
  });
  await issueCreditNote(site.loop, creditNoteId);
  await voidInvoice({
    ctx: site.loop.organization.approver,
    input: { invoiceId: creditNoteId, reason: 'Wrong line.' },
  });
  await site.loop.hub.drain();
  expect(await page(`/invoices/${creditNoteId}`)).toContain(`/invoices/${creditNoteId}/reissue`);
  await site.post(`/invoices/${creditNoteId}/reissue`, {}, { cookie });
  const { replacedBy } = await viewOf(creditNoteId);
  expect(replacedBy).toMatchObject({ status: 'draft', total: '-1.00' });
  for (const language of ['en', 'ja']) {
    const before = await page(`/invoices/${creditNoteId}`, language);
    expect(before).toContain(`href="/invoices/${replacedBy?.id}"`);
    expect(before).not.toContain(`/invoices/${creditNoteId}/reissue`);
    expect(await page(`/invoices/${replacedBy?.id}`, language)).toContain(`href="/invoices/${creditNoteId}"`);
  }
});
