import { afterAll, beforeAll, expect, test } from 'vitest';
import { LineageSchema } from '../../runtime/src/http/schemas/lineage.ts';
import { CARD_LINES } from '../support/sample-records.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { AnyPage, readAs } from './support/read-as.ts';

let loop: HttpLoop;
let key: string;
let invoiceId: string;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key({ permissions: ['read'] })).key;
  await loop.tellOf({ id: '1', lines: CARD_LINES });
  await loop.hub.drain();
  invoiceId = (await loop.invoices())[0]?.id ?? '';
});

afterAll(() => loop.hub.close());

const pathOf = (pointer: string, id = invoiceId) =>
  `/v1/invoices/${id}/lineage?path=${encodeURIComponent(pointer)}`;

test('a value answers with its way back, as the schema says', async () => {
  const response = await loop.call(key, pathOf('/totals/payable'));
  expect(response.status).toBe(200);
  const answer = LineageSchema.strict().parse(await response.json());
  expect(answer).toEqual({
    pointer: '/totals/payable',
    value: '17900.00',
    steps: [
      {
        kind: 'computed',
        rule: 'payable',
        rounding: null,
        inputs: [
          { pointer: '/totals/taxInclusive', value: '17900.00' },
          { pointer: '/totals/prepaid', value: '0.00' },
        ],
      },
    ],
  });
});

test('a path that leads to no value is a problem with its code, and a missing one is an invalid request', async () => {
  const response = await loop.call(key, pathOf('/lines'));
  expect(response.status).toBe(400);
  await expectProblem(response, 'lineage.no_value');
  await expectProblem(await loop.call(key, `/v1/invoices/${invoiceId}/lineage`), 'request.invalid');
});

test('a foreign or unknown invoice is not found, and a key that may not read is told so', async () => {
  const response = await loop.call(key, pathOf('/id', 'inv_00000000'));
  expect(response.status).toBe(404);
  await expectProblem(response, 'invoice.not_found');
  const narrow = await loop.key({ permissions: ['ingest'] });
  await expectProblem(await loop.call(narrow.key, pathOf('/id')), 'auth.scope_missing');
});

test('a value of a deal answers with the row or script that made it, the mapping version, and what was received', async () => {
  const { items } = await readAs(loop.call(key, '/v1/deals'), AnyPage);
  const of = async (path: string) =>
    LineageSchema.strict().parse(
      await (await loop.call(key, `/v1/deals/${items[0]?.id}/lineage?path=${path}`)).json(),
    );
  const mapping = { system: 'hubspot', object: 'deal', version: 1 };
  expect(await of('/currency')).toMatchObject({
    value: 'USD',
    steps: [
      { kind: 'script', effect: 'kept' },
      { kind: 'mapped', mapping, row: 2, to: 'currency', transforms: ['currency'] },
      {
        kind: 'received',
        system: 'hubspot',
        externalId: '1',
        fields: [{ place: 'properties.deal_currency_code', value: 'USD' }],
      },
    ],
  });
  expect(await of('/isWon')).toMatchObject({
    value: 'true',
    steps: [{ kind: 'script', effect: 'made' }, {}],
  });
  await expectProblem(
    await loop.call(key, `/v1/deals/${items[0]?.id}/lineage?path=/lines`),
    'lineage.no_value',
  );
});
