import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../runtime/src/core/app-error.ts';
import type { DescribedField } from '../../runtime/src/core/mapping/source-field.ts';
import { MappingFieldsSchema } from '../../runtime/src/http/schemas/mapping-fields.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

let loop: HttpLoop;
let key: string;
/** What the CRM does when it is asked for its fields. */
let describeFields: () => Promise<DescribedField[]>;

beforeAll(async () => {
  loop = await createHttpLoop();
  loop.crm.describeFields = () => describeFields();
  key = (await loop.key({ permissions: ['mappings'] })).key;
  await loop.tellOf({ id: '1', lines: [{ id: 'l1', sku: 'PLAT-Y' }], properties: { po_number: 'PO-1' } });
  await loop.hub.drain();
});
beforeEach(() => {
  describeFields = async () => [];
});
afterAll(() => loop.hub.close());

const DEAL = '/v1/mappings/hubspot/deal/fields';
const read = (path: string) => readAs(loop.call(key, path), MappingFieldsSchema.strict());

test('both sides of a mapping are told: custom fields with what they hold, and what the record needs', async () => {
  const options = [{ value: 'PO-1', label: 'First' }];
  describeFields = async () => [
    { path: 'properties.po_number', label: 'PO number', type: 'text', isCustom: true, options },
  ];
  const { kind, recordCount, source, target, warnings } = await read(DEAL);
  expect({ kind, recordCount, warnings }).toEqual({ kind: 'deal', recordCount: 1, warnings: [] });
  expect(source[0]).toEqual({
    path: 'properties.po_number',
    label: 'PO number',
    type: 'text',
    isCustom: true,
    options,
    sample: 'PO-1',
    recordCount: 1,
  });
  expect(source).toContainEqual(
    expect.objectContaining({ path: 'line_items[*].properties.hs_sku', label: 'hs_sku', sample: 'PLAT-Y' }),
  );
  expect(target).toContainEqual({ path: 'lines[*].quantity', isRequired: true, type: 'number' });
});

test('a system that does not answer is a warning in an answer of 200', async () => {
  describeFields = () => Promise.reject(new AppError('target.timeout', { detail: 'No answer in time.' }));
  const { source, warnings } = await read(DEAL);
  expect(source).not.toEqual([]);
  expect(warnings).toEqual([
    { connectionId: loop.organization.hubspot.id, code: 'target.timeout', detail: 'No answer in time.' },
  ]);
});

test('what the mapping reads is told before the first record has come', async () => {
  const { recordCount, source } = await read('/v1/mappings/csv/deal/fields');
  expect(recordCount).toBe(0);
  expect(source).toContainEqual({
    path: 'customer_id',
    label: 'customer_id',
    type: 'text',
    isCustom: false,
    options: [],
    sample: null,
    recordCount: 0,
  });
  expect(new Set(source.map(({ path }) => path)).size).toBe(source.length);
});

test('an object without a mapping has no target until somebody says what it is to become', async () => {
  expect(await read('/v1/mappings/erp/shipment/fields')).toEqual({
    kind: null,
    recordCount: 0,
    source: [],
    target: [],
    warnings: [],
  });
  const { kind, target } = await read('/v1/mappings/erp/shipment/fields?kind=billing_event');
  expect(kind).toBe('billing_event');
  expect(target).toContainEqual({ path: 'kind', isRequired: true, type: 'text' });
});

test('a kind that there is not, a name that is none and a connection that is not there are refused', async () => {
  await expectProblem(await loop.call(key, `${DEAL}?kind=invoice`), 'request.invalid');
  await expectProblem(await loop.call(key, '/v1/mappings/HubSpot/deal/fields'), 'request.invalid');
  await expectProblem(await loop.call(key, `${DEAL}?connection=con_1`), 'connection.not_found');
  const xero = loop.organization.xero.id;
  await expectProblem(await loop.call(key, `${DEAL}?connection=${xero}`), 'connection.not_found');
  expect((await loop.call(key, `${DEAL}?connection=${loop.organization.hubspot.id}`)).status).toBe(200);
});

test('a key without the permission, or with a grant for some legal entities only, is refused', async () => {
  const reader = await loop.key({ permissions: ['read', 'admin'] });
  await expectProblem(await loop.call(reader.key, DEAL), 'auth.scope_missing');
  const narrow = await loop.key({ permissions: ['mappings'], entityIds: [loop.organization.usEntityId] });
  await expectProblem(await loop.call(narrow.key, DEAL), 'auth.entity_not_granted');
  await expectProblem(await loop.call(undefined, DEAL), 'auth.missing');
});
