import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../runtime/src/console/texts/en.ts';
import { ja } from '../../runtime/src/console/texts/ja.ts';
import { reportDelivery } from '../../runtime/src/flow/deliver/report-delivery.ts';
import { getInvoice } from '../../runtime/src/flow/read/get-invoice.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';

const DANA = 'ap@northwind.example';
const REASON = '550 <b>no</b> such user';
const ESCAPED = '550 &lt;b&gt;no&lt;/b&gt; such user';
let site: TestConsole;
let cookie: string;
let deals = 1;

beforeAll(async () => {
  site = await createConsole();
  cookie = await site.enter(await site.person('Mei', ['finance']));
});
afterAll(() => site.loop.hub.close());

const ctx = () => site.loop.organization.author;
const viewOf = (invoiceId: string) => getInvoice({ ctx: ctx(), input: { invoiceId } });
const page = async (path: string, language = 'en', as = cookie): Promise<string> =>
  (await site.get(path, { cookie: as, headers: { 'accept-language': language } })).text();

async function bouncedInvoice() {
  const id = String(deals++);
  const { id: invoiceId } = await site.invoiceOf({ id, lines: [{ id: `line-${id}`, sku: 'API-P' }] });
  const mail = (await viewOf(invoiceId)).attempts[0]?.id ?? '';
  for (const kind of ['opened', 'bounced'] as const) {
    await reportDelivery({
      ctx: ctx(),
      input: { mail, kind, ...(kind === 'bounced' ? { reason: REASON } : {}) },
    });
  }
  const reportId = (await viewOf(invoiceId)).attempts[0]?.reports.at(-1)?.id ?? '';
  return { invoiceId, reportId };
}

test('a bounced invoice says whom it did not reach and why, and leads to the correction, in both languages', async () => {
  const { invoiceId } = await bouncedInvoice();
  for (const [language, texts] of [
    ['en', en],
    ['ja', ja],
  ] as const) {
    const text = await page(`/invoices/${invoiceId}`, language);
    for (const part of [
      texts.delivery.bouncedFrom(DANA),
      texts.delivery.advice,
      ESCAPED,
      texts.delivery.kinds.opened,
      texts.delivery.kinds.bounced,
      texts.sendStates.bounced,
      `/invoices/${invoiceId}/correction`,
      // Asked before it is sent once more.
      texts.delivery.warnSend(DANA),
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain(REASON);
    const queue = await page('/exceptions/queue?kind=bounce', language);
    expect(queue).toContain(`${DANA}: ${ESCAPED}`);
    expect(queue).toContain(`href="/invoices/${invoiceId}"`);
    expect(await page('/', language)).toContain(`<span class="card-alarm">${texts.delivery.bounced}</span>`);
  }
});

test('what was seen to otherwise is closed with a reason, and shows it; without one it is refused', async () => {
  const { invoiceId, reportId } = await bouncedInvoice();
  const path = `/invoices/${invoiceId}/bounces/${reportId}/close`;
  const close = (reason: string, as = cookie) =>
    site.post(path, { [`reason-${reportId}`]: reason }, { cookie: as });
  expect((await close(' ')).status).toBe(400);
  const done = await close('Sent by post.');
  expect([done.status, done.headers.get('location')]).toEqual([
    303,
    `/invoices/${invoiceId}?done=bounce_closed`,
  ]);
  const text = await page(`/invoices/${invoiceId}?done=bounce_closed`);
  expect(text).toContain(en.delivery.closeDone);
  expect(text).toContain(en.delivery.closed('Mei', 'Sent by post.'));
  expect(text).not.toContain(en.delivery.advice);
  expect(text).not.toContain(path);
});

test('who may not send closes nothing, and is not offered it', async () => {
  const { invoiceId, reportId } = await bouncedInvoice();
  const viewer = await site.enter(await site.person('Sora', ['viewer']));
  const path = `/invoices/${invoiceId}/bounces/${reportId}/close`;
  expect(await page(`/invoices/${invoiceId}`, 'en', viewer)).not.toContain(path);
  const refused = await site.post(path, { [`reason-${reportId}`]: 'x' }, { cookie: viewer });
  expect(refused.status).toBe(403);
});
