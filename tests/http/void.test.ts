import { afterAll, beforeAll, expect, it } from 'vitest';
import { InvoicePageSchema, InvoiceSchema } from '../../runtime/src/http/schemas/invoice.ts';
import { CARD_LINES } from '../support/sample-records.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

let loop: HttpLoop;
let key: string;
let invoiceId: string;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key()).key;
  await loop.tellOf({ id: '1', lines: CARD_LINES });
  await loop.hub.drain();
  invoiceId = (await loop.invoices())[0]?.id ?? '';
});
afterAll(() => loop.hub.close());

const ask = (json: unknown, idempotencyKey: string, as = key): Promise<Response> =>
  loop.call(as, `/v1/invoices/${invoiceId}/void`, { json, idempotencyKey });

it('a void needs a reason and its permission', async () => {
  await expectProblem(await ask({}, 'none'), 'request.invalid');
  await expectProblem(await ask({ reason: '  ' }, 'blank'), 'request.invalid');
  const clerk = await loop.key({ permissions: ['read', 'issue', 'record_payment'] });
  await expectProblem(await ask({ reason: 'Wrong buyer.' }, 'clerk', clerk.key), 'auth.scope_missing');
});

it('it answers the invoice on its way, once for an Idempotency-Key, and the list shows the end of it', async () => {
  const first = await ask({ reason: 'Wrong buyer.' }, 'once');
  expect(first.status).toBe(200);
  const invoice = await readAs(first, InvoiceSchema);
  expect(invoice.standing.displayStatus).toBe('voiding');
  const again = await ask({ reason: 'Wrong buyer.' }, 'once');
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  await expectProblem(await ask({ reason: 'Once more.' }, 'twice'), 'invoice.transition_refused');
  await loop.hub.drain();
  const { items } = await readAs(loop.call(key, '/v1/invoices?status=voided'), InvoicePageSchema);
  expect(items).toMatchObject([
    { id: invoiceId, number: invoice.document.number, standing: { balance: '0.00' } },
  ]);
});
