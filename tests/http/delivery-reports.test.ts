import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  RecordedReportSchema,
  RecordedReportsSchema,
} from '../../runtime/src/http/schemas/delivery-reports.ts';
import { ExceptionPage } from '../../runtime/src/http/schemas/exceptions.ts';
import { InvoiceSchema } from '../../runtime/src/http/schemas/invoice.ts';
import { bounceMessage } from '../support/bounce-message.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

const DANA = 'ap@northwind.example';
const BODY_MAX_BYTES = 64 * 1024;
let loop: HttpLoop;
let key: string;
let nextDeal = 1;

beforeAll(async () => {
  loop = await createHttpLoop({ ingestBodyMaxBytes: BODY_MAX_BYTES });
  key = (await loop.key({ permissions: ['read', 'send'] })).key;
});
afterAll(() => loop.hub.close());

async function sentInvoice() {
  const id = String(nextDeal++);
  await loop.tellOf({ id, lines: [{ id: `line-${id}`, sku: 'API-P' }] });
  await loop.hub.drain();
  return read((await loop.invoices()).at(-1)?.id ?? '');
}
async function read(invoiceId: string) {
  const invoice = await readAs(loop.call(key, `/v1/invoices/${invoiceId}`), InvoiceSchema);
  const [attempt] = invoice.attempts;
  if (attempt === undefined) throw new Error('it was not sent');
  return { invoiceId, invoice, attempt };
}
const report = (json: object, as = key) => loop.call(as, '/v1/delivery-reports', { json });
const hand = (body: string, type = 'message/rfc822') =>
  loop.call(key, '/v1/delivery-reports/message', { body, headers: { 'content-type': type } });

test('a provider needs no Idempotency-Key: the first report answers 201, the same again 200, and the invoice shows it', async () => {
  const { invoiceId, attempt } = await sentInvoice();
  const told = {
    mail: attempt.messageId.slice(1, -1),
    kind: 'bounced',
    reason: '550 no such user',
    id: 'sg-1',
  };
  const first = await report(told);
  expect(first.status).toBe(201);
  expect(await readAs(Promise.resolve(first), RecordedReportSchema)).toEqual({
    mail: { kind: 'document', id: attempt.id },
    invoiceIds: [invoiceId],
    recipient: DANA,
    kind: 'bounced',
    isNew: true,
  });
  expect((await report(told)).status).toBe(200);
  const { invoice } = await read(invoiceId);
  expect(invoice.standing).toMatchObject({ delivery: 'bounced', displayStatus: 'issued' });
  expect(invoice.attempts).toMatchObject([
    { reported: 'bounced', reports: [{ recipient: DANA, kind: 'bounced', reason: '550 no such user' }] },
  ]);
  expect(invoice.bouncedRecipients).toMatchObject([{ email: DANA }]);
});

test('a bounce is an exception that names its report, and closed by it', async () => {
  const { invoiceId, attempt } = await sentInvoice();
  await report({ mail: attempt.id, kind: 'bounced' });
  const waiting = async () =>
    (await readAs(loop.call(key, '/v1/exceptions?kind=bounce'), ExceptionPage)).items.filter(
      (each) => each.invoiceId === invoiceId,
    );
  const [bounce] = await waiting();
  expect(bounce?.object.kind).toBe('delivery_report');
  const closed = await loop.call(key, `/v1/delivery-reports/${bounce?.object.id}/close`, {
    json: { reason: 'Sent by post.' },
    idempotencyKey: 'close',
  });
  expect(closed.status).toBe(204);
  expect(await waiting()).toEqual([]);
  expect((await read(invoiceId)).attempt.reports).toMatchObject([{ closed: { reason: 'Sent by post.' } }]);
});

test('a bounce message is taken as it arrived, once', async () => {
  const { attempt } = await sentInvoice();
  const message = bounceMessage({ about: attempt.messageId, groups: [{ recipient: DANA }] });
  for (const isNew of [true, false]) {
    expect(await readAs(hand(message), RecordedReportsSchema)).toMatchObject({
      items: [{ recipient: DANA, kind: 'bounced', isNew }],
    });
  }
  const late = { recipient: DANA, action: 'delayed' };
  const other = bounceMessage({ about: attempt.messageId, messageId: '<late@mx>', groups: [late] });
  expect(await readAs(hand(other), RecordedReportsSchema)).toEqual({ items: [] });
});

test('what is no notification, too large, about no mail of ours, or no report is refused by name', async () => {
  await expectProblem(await hand('Subject: Out of office\r\n\r\nAway.'), 'delivery.message_unreadable');
  await expectProblem(await hand(new Uint8Array([0, 255, 0]).toString()), 'delivery.message_unreadable');
  await expectProblem(await hand('x'.repeat(BODY_MAX_BYTES + 1)), 'request.body_too_large');
  const foreign = bounceMessage({ about: '<a@else.example>', groups: [{ recipient: DANA }] });
  await expectProblem(await hand(foreign), 'delivery.mail_unknown');
  await expectProblem(await report({ mail: 'snd_none', kind: 'bounced' }), 'delivery.mail_unknown');
  await expectProblem(await report({ mail: 'snd_none', kind: 'complained' }), 'request.invalid');
  await expectProblem(await report({ mail: 'snd_none', kind: 'bounced', extra: 1 }), 'request.invalid');
  await expectProblem(
    await report({ mail: 'snd_none', kind: 'bounced', reason: 'a\u0000b' }),
    'request.invalid',
  );
});

test('a key without the permission to send reports nothing', async () => {
  const reader = (await loop.key({ permissions: ['read', 'edit', 'ingest'] })).key;
  const { attempt } = await sentInvoice();
  await expectProblem(await report({ mail: attempt.id, kind: 'bounced' }, reader), 'auth.scope_missing');
});
