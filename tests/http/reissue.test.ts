import { afterAll, beforeAll, expect, it } from 'vitest';
import { InvoiceSchema } from '../../runtime/src/http/schemas/invoice.ts';
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

const ask = (command: string, json: unknown, idempotencyKey: string, as = key): Promise<Response> =>
  loop.call(as, `/v1/invoices/${invoiceId}/${command}`, { json, idempotencyKey });

it('an invoice is issued again once it is void, by who may draft, and twice is one draft', async () => {
  await expectProblem(await ask('reissue', {}, 'early'), 'invoice.transition_refused');
  await ask('void', { reason: 'Wrong buyer.' }, 'void');
  await loop.hub.drain();
  const clerk = await loop.key({ permissions: ['read', 'issue', 'void'] });
  await expectProblem(await ask('reissue', {}, 'clerk', clerk.key), 'auth.scope_missing');
  const first = await ask('reissue', {}, 'one');
  expect(first.status).toBe(201);
  const draft = await readAs(first, InvoiceSchema);
  expect(draft).toMatchObject({ document: { status: 'draft', number: null }, replaces: { id: invoiceId } });
  const second = await ask('reissue', {}, 'two');
  expect(second.status).toBe(200);
  expect((await readAs(second, InvoiceSchema)).document.id).toBe(draft.document.id);
  const voided = await readAs(loop.call(key, `/v1/invoices/${invoiceId}`), InvoiceSchema);
  expect(voided.replacedBy).toMatchObject({ id: draft.document.id, number: null });
});
