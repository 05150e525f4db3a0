import { afterAll, beforeAll, expect, test } from 'vitest';
import { InvoicePreviewSchema } from '../../runtime/src/http/schemas/preview.ts';
import { draftLine, draftText } from '../unit/invoice/sample-draft.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';

let loop: HttpLoop;
let key: string;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key({ permissions: ['read'] })).key;
});

afterAll(() => loop.hub.close());

const preview = (body: unknown, as = key) => loop.call(as, '/v1/invoices/preview', { json: body });

test('a draft answers with its document and its findings, and stores nothing', async () => {
  const response = await preview(draftText({ lines: [draftLine({ quantity: '-1' })] }));
  expect(response.status).toBe(200);
  const answer = InvoicePreviewSchema.strict().parse(await response.json());
  expect(answer.document.totals.payable).toBe('-110.00');
  expect(answer.findings.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    'line.quantity_not_positive /lines/0/quantity',
  ]);
  expect(await loop.invoices()).toEqual([]);
});

test('what is no draft is an invalid request with the place of each mistake', async () => {
  const response = await preview({ ...draftText(), lines: [draftLine({ quantity: '1e30' })], total: '1' });
  expect(response.status).toBe(400);
  const problem = await expectProblem(response, 'request.invalid');
  expect(problem.errors.map(({ pointer }) => pointer)).toEqual(['/lines/0/quantity', '/total']);
});

test('a draft that cannot be computed exactly is refused with the rule', async () => {
  const response = await preview(draftText({ currency: 'XXX' }));
  expect(response.status).toBe(422);
  const problem = await expectProblem(response, 'invoice.validation_failed');
  expect(problem.errors).toMatchObject([{ pointer: '/currency', code: 'currency.unknown' }]);
});

test('a key that may not read is told so', async () => {
  const narrow = await loop.key({ permissions: ['ingest'] });
  await expectProblem(await preview(draftText(), narrow.key), 'auth.scope_missing');
});
