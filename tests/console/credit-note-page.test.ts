import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../runtime/src/console/texts/en.ts';
import { ja } from '../../runtime/src/console/texts/ja.ts';
import { AppError } from '../../runtime/src/core/app-error.ts';
import { creditInvoice } from '../../runtime/src/flow/credit/credit-invoice.ts';
import { issueCreditNote } from '../flow/credit/support/issue-credit-note.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';

let site: TestConsole;
let cookie: string;
let invoiceId: string;

beforeAll(async () => {
  site = await createConsole();
  const deal = { id: '1', lines: [{ id: 'a', sku: 'API-P', quantity: '3' }] };
  invoiceId = (await site.invoiceOf(deal)).id;
  cookie = await site.enter(site.loop.organization.approver);
});
afterAll(() => site.loop.hub.close());

async function issuedCredit(): Promise<string> {
  const { creditNoteId } = await creditInvoice({
    ctx: site.loop.organization.author,
    input: { invoiceId, reason: 'One too many.', lines: [{ position: 1, quantity: '1' }] },
  });
  await issueCreditNote(site.loop, creditNoteId);
  return creditNoteId;
}

const page = async (path: string, language: string): Promise<string> =>
  (await site.get(path, { cookie, headers: { 'accept-language': language } })).text();

test('the page and the board show where a credit note stands in the ledger, in both languages', async () => {
  const id = await issuedCredit();
  for (const [language, texts] of [
    ['en', en],
    ['ja', ja],
  ] as const) {
    const text = await page(`/invoices/${id}`, language);
    expect(text).toContain(texts.syncMeanings.in_sync);
    expect(text).toContain('<dt class="mono">allocations</dt>');
    expect(await page('/', language)).toContain(`Xero: ${texts.syncStates.in_sync}`);
  }
});

test('one that the ledger refused shows the reason', async () => {
  site.loop.accounting.fault.onWrite = (write) => {
    if (write.object !== 'credit_note') return;
    throw new AppError('target.refused', { detail: 'Xero: amount is greater than amount outstanding' });
  };
  const text = await page(`/invoices/${await issuedCredit()}`, 'en');
  expect(text).toContain(en.syncStates.failed);
  expect(text).toContain('amount is greater than amount outstanding');
});
