import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { en } from '../../runtime/src/console/texts/en.ts';
import { ja } from '../../runtime/src/console/texts/ja.ts';
import { AppError } from '../../runtime/src/core/app-error.ts';
import type { Ctx } from '../../runtime/src/flow/context.ts';
import { loadStanding } from '../../runtime/src/flow/read/load-standing.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';

let site: TestConsole;
let author: string;
let nextDeal = 1;

beforeAll(async () => {
  site = await createConsole();
  author = await site.enter(site.loop.organization.author);
});
afterAll(() => site.loop.hub.close());

/** An issued invoice of 2,400.00 USD. */
async function issued(): Promise<string> {
  const id = `money-${nextDeal++}`;
  return (await site.invoiceOf({ id, lines: [{ id, sku: 'API-P' }] })).id;
}

const page = async (path: string, cookie = author, language = 'en'): Promise<string> =>
  (await site.get(path, { cookie, headers: { 'accept-language': language } })).text();

const standingOf = (invoiceId: string) =>
  site.loop.hub.database.inOrganization(site.loop.organization.id, (tx) =>
    loadStanding(tx, site.loop.organization.author, invoiceId),
  );

/** Sends the form of an action with its field names; returns the answer. */
const act = (invoiceId: string, action: string, fields: Record<string, string>, cookie = author) =>
  site.post(
    `/invoices/${invoiceId}/money/${action}`,
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${action}-${name}`, value])),
    { cookie },
  );

const WIRE = { amount: '2500', receivedOn: '2026-11-20', rest: 'keep', externalId: 'console-1' };

describe('the page of the money of an invoice', () => {
  test('records a payment once, however often its form is sent, and shows what is on account, in both languages', async () => {
    const id = await issued();
    const done = await act(id, 'pay', WIRE);
    expect(done.headers.get('location')).toBe(`/invoices/${id}/money?done=pay`);
    await act(id, 'pay', WIRE);
    expect(await standingOf(id)).toMatchObject({ settlement: 'paid', cash: '2400.00' });
    for (const [language, texts] of [
      ['en', en],
      ['ja', ja],
    ] as const) {
      const text = await page(`/invoices/${id}/money?done=pay`, author, language);
      expect(text).toContain(texts.money.done.pay);
      expect(text).toContain(texts.money.account);
      expect(text).toMatch(/100\.00/);
    }
    expect(await page(`/invoices/${id}`)).toContain(`/invoices/${id}/money`);
  });

  test('takes an entry back, applies the account and notes a refund', async () => {
    const id = await issued();
    await act(id, 'pay', {
      ...WIRE,
      amount: '300',
      deduction: 'bank_fee',
      deducted: '5',
      externalId: 'console-2',
    });
    expect(await standingOf(id)).toMatchObject({ cash: '300.00', deducted: '5.00' });
    const [, entry = ''] =
      /name="allocationId" value="(alo_[^"]+)"/.exec(await page(`/invoices/${id}/money`)) ?? [];
    await site.post(
      `/invoices/${id}/money/unapply`,
      { allocationId: entry, [`unapply${entry}-reason`]: 'Wrong invoice.' },
      { cookie: author },
    );
    expect(await standingOf(id)).toMatchObject({ cash: '0.00', deducted: '0.00' });
    await act(id, 'credit', { amount: '50' });
    expect((await standingOf(id)).cash).toBe('50.00');
    const refund = { amount: '20', refundedOn: '2026-11-21', reason: 'Too much.', externalId: 'console-3' };
    await act(id, 'refund', refund);
    expect((await standingOf(id)).cash).toBe('30.00');
    const refused = await act(id, 'refund', { ...refund, amount: '31', externalId: 'console-4' });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('settlement.exceeds');
  });

  test('leads three people through a write-off, and shows each the step that is theirs', async () => {
    const id = await issued();
    const cookies = async (person: Ctx) => site.enter(person);
    const approver = await cookies(site.loop.organization.approver);
    const booker = await cookies(await site.person('Mei', ['finance']));
    await act(id, 'askWriteOff', { reason: 'Insolvent.' });
    expect(await page(`/invoices/${id}/money`, approver)).toContain('money-approveWriteOff');
    expect((await act(id, 'approveWriteOff', {})).status).toBe(403);
    await act(id, 'approveWriteOff', {}, approver);
    expect((await act(id, 'bookWriteOff', {}, approver)).status).toBe(403);
    await act(id, 'bookWriteOff', {}, booker);
    expect(await standingOf(id)).toMatchObject({ displayStatus: 'written_off', loss: '2400.00' });
    expect(await page(`/invoices/${id}`)).toContain(en.money.loss);
  });

  test('opens and closes a dispute, and notes a promise', async () => {
    const id = await issued();
    await act(id, 'openDispute', { reason: 'Never ordered.', positions: '1' });
    expect((await standingOf(id)).displayStatus).toBe('disputed');
    expect(await page(`/invoices/${id}/money`)).toContain('Never ordered.');
    await act(id, 'closeDispute', { outcome: 'rejected', reason: 'They had.', creditNoteId: '' });
    await act(id, 'collect', { status: 'promised', until: '2026-12-20', amount: '1400', reason: '' });
    expect(await standingOf(id)).toMatchObject({ dispute: 'rejected', collection: 'promised' });
    const wrong = await act(id, 'collect', { status: 'paused', until: '', amount: '', reason: '' });
    expect(wrong.status).toBe(400);
  });

  test('accepts a dispute by voiding and issuing again, and leads to the draft, in both languages', async () => {
    const id = await issued();
    await act(id, 'openDispute', { reason: 'Wrong order number.' });
    const biller = await site.enter(await site.person('Bea', ['biller']));
    const shown = await page(`/invoices/${id}/money`, biller);
    expect(shown).toContain(en.money.fields.acceptHelp);
    expect(shown).not.toContain(en.money.disputeOutcomes.reissue);
    expect((await act(id, 'closeDispute', { outcome: 'reissue', reason: 'So.' }, biller)).status).toBe(403);
    expect(await page(`/invoices/${id}/money`)).toContain(en.money.disputeOutcomes.reissue);
    const done = await act(id, 'closeDispute', {
      outcome: 'reissue',
      reason: 'It is wrong.',
      creditNoteId: '',
    });
    expect(done.headers.get('location')).toBe(`/invoices/${id}/money?done=closeDispute`);
    await site.loop.hub.drain();
    const again = (await site.loop.invoices()).find(({ replacesInvoiceId }) => replacesInvoiceId === id);
    for (const [language, texts] of [
      ['en', en],
      ['ja', ja],
    ] as const) {
      const money = await page(`/invoices/${id}/money`, author, language);
      expect(money).toContain(texts.money.disputeSettled.reissue);
      expect(money).toContain(`href="/invoices/${again?.id}"`);
      const invoice = await page(`/invoices/${id}`, author, language);
      expect(invoice).toContain(texts.money.disputeOutcomes.reissue);
      expect(invoice).toContain(`href="/invoices/${again?.id}"`);
    }
  });

  test('says why a dispute cannot be accepted by issuing again while money is on the invoice', async () => {
    const id = await issued();
    await act(id, 'pay', { ...WIRE, amount: '10', externalId: 'console-block' });
    await act(id, 'openDispute', { reason: 'Wrong order number.' });
    for (const [language, texts] of [
      ['en', en],
      ['ja', ja],
    ] as const) {
      const text = await page(`/invoices/${id}/money`, author, language);
      expect(text).toContain(texts.money.reissueBlocks.money);
      expect(text).not.toContain(texts.money.disputeOutcomes.reissue);
    }
    const refused = await act(id, 'closeDispute', { outcome: 'reissue', reason: 'So.' });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('invoice.payments_applied');
    expect((await standingOf(id)).dispute).toBe('open');
  });

  test('shows that a ledger refused the void, and that the dispute is open again', async () => {
    const id = await issued();
    await act(id, 'openDispute', { reason: 'Wrong order number.' });
    site.loop.accounting.fault.onWrite = ({ object }) => {
      if (object === 'invoice_void')
        throw new AppError('target.refused', { detail: 'The period is closed.' });
    };
    await act(id, 'closeDispute', { outcome: 'reissue', reason: 'It is wrong.' });
    await site.loop.hub.drain();
    delete site.loop.accounting.fault.onWrite;
    for (const [language, texts] of [
      ['en', en],
      ['ja', ja],
    ] as const) {
      const text = await page(`/invoices/${id}/money`, author, language);
      expect(text).toContain(texts.money.disputeNotSettled);
      expect(text).toContain('The period is closed.');
      expect(await page('/exceptions/queue', author, language)).toContain(texts.exceptions.wrong['reopened']);
    }
  });

  test('offers nothing to somebody who may only look', async () => {
    const id = await issued();
    const viewer = await site.enter(await site.person('Vera', ['viewer']));
    const text = await page(`/invoices/${id}/money`, viewer);
    expect(text).toContain(en.money.split);
    expect(text).not.toContain('/money/');
    expect((await act(id, 'pay', { ...WIRE, externalId: 'viewer' }, viewer)).status).toBe(403);
  });
});

test('receivables by age are a page of their own, with the customers that owe', async () => {
  await issued();
  for (const [language, texts] of [
    ['en', en],
    ['ja', ja],
  ] as const) {
    const text = await page('/aging', author, language);
    expect(text).toContain(texts.aging.title);
    expect(text).toContain('Northwind Robotics');
  }
});
