import { afterAll, beforeAll, expect, it } from 'vitest';
import { CorrectionsSchema } from '../../runtime/src/http/schemas/corrections.ts';
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

const correct = (json: unknown, idempotencyKey: string, as = key): Promise<Response> =>
  loop.call(as, `/v1/invoices/${invoiceId}/corrections`, { json, idempotencyKey });
const pdf = (query = ''): Promise<Response> =>
  loop.call(key, `/v1/invoices/${invoiceId}/document.pdf${query}`);
const MOVED = { reason: 'They have moved.', buyer: { address: { line1: '99 Moved Street' } } };

it('a correction needs a reason and its permission, and names what it may not change', async () => {
  await expectProblem(await correct({ buyer: MOVED.buyer }, 'none'), 'request.invalid');
  await expectProblem(await correct({ ...MOVED, buyer: { nmae: 'x' } }, 'typo'), 'request.invalid');
  const clerk = await loop.key({ permissions: ['read', 'send', 'issue'] });
  await expectProblem(await correct(MOVED, 'clerk', clerk.key), 'auth.scope_missing');
  const refused = await expectProblem(
    await correct({ ...MOVED, buyer: { address: { country: 'DE' } }, currency: 'EUR' }, 'tax'),
    'correction.refused',
  );
  expect(refused.errors.map(({ pointer, code }) => `${code} ${pointer}`)).toEqual([
    'correction.country /buyer/address/country',
    'correction.fixed_at_issue /currency',
  ]);
});

it('it answers the new version, and every version stays where it can be downloaded', async () => {
  const issued = Buffer.from(await (await pdf()).arrayBuffer());
  const first = await correct(MOVED, 'one');
  expect(first.status).toBe(201);
  expect(await readAs(first, InvoiceSchema)).toMatchObject({
    version: 2,
    document: { status: 'issued', buyer: { address: { line1: '99 Moved Street' } } },
  });
  await expectProblem(await pdf(), 'invoice.document_not_ready');
  await loop.hub.drain();
  expect((await correct(MOVED, 'two')).status).toBe(200);
  expect(Buffer.from(await (await pdf('?version=1')).arrayBuffer()).equals(issued)).toBe(true);
  expect(Buffer.from(await (await pdf()).arrayBuffer()).equals(issued)).toBe(false);
  await expectProblem(await pdf('?version=3'), 'request.not_found');
  const { items } = await readAs(loop.call(key, `/v1/invoices/${invoiceId}/corrections`), CorrectionsSchema);
  expect(items.map(({ version, correction }) => [version, correction?.reason])).toEqual([
    [2, 'They have moved.'],
    [1, undefined],
  ]);
});
