import type { IDataObject } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { resourceMapping } from '../../nodes/methods/resource-mapping.ts';
import { findOperation } from '../../nodes/Seikyu/actions/resources.ts';
import { runOperation } from '../../nodes/Seikyu/actions/run-operation.ts';
import { type ContextInput, createContext } from './support/fake-context.ts';
import { type Asked, createFakeHub, problem } from './support/fake-hub.ts';

const PATH = '/v1/records/hubspot/deal';
const PARAMETERS = {
  system: 'hubspot',
  object: 'deal',
  idFrom: 'field',
  idField: 'id',
  recordFrom: 'item',
  options: {},
};

/** Accepts every record, except those that say that they are bad. */
const accept = ({ body }: Asked) => ({
  status: 202,
  body: {
    items: (body as IDataObject[]).map((record, index) =>
      record['isBad'] === true
        ? { status: 'refused', index, pointer: `/${index}/id`, detail: 'A record needs an "id".' }
        : {
            status: 'accepted',
            index,
            externalId: record['id'],
          },
    ),
  },
});

async function send(input: Partial<ContextInput> = {}) {
  const hub = input.hub ?? createFakeHub({ [`POST ${PATH}`]: accept });
  const { execute } = createContext({ parameters: PARAMETERS, ...input, hub });
  const outputs = await runOperation(execute, findOperation('record', 'send'));
  return { outputs, asked: hub.asked };
}

const orders = (count: number): IDataObject[] =>
  Array.from({ length: count }, (_, index) => ({ id: `SO-${index}`, amount: '1.00' }));

test('all items go in one request, and each output is paired with its item', async () => {
  const { outputs, asked } = await send({ items: orders(3) });
  expect(asked).toHaveLength(1);
  expect(asked[0]?.body).toEqual(orders(3));
  expect(outputs).toEqual(
    [0, 1, 2].map((item) => ({
      json: { status: 'accepted', externalId: `SO-${item}` },
      pairedItem: { item },
    })),
  );
});

test('1,200 items go in three requests of 500 at most', async () => {
  const { outputs, asked } = await send({ items: orders(1200) });
  expect(asked.map(({ body }) => (body as unknown[]).length)).toEqual([500, 500, 200]);
  expect(outputs.map(({ pairedItem }) => pairedItem)).toEqual(orders(1200).map((_, item) => ({ item })));
});

test('records that are large together go in several requests', async () => {
  const items = orders(3).map((order) => ({ ...order, note: 'x'.repeat(1_000_000) }));
  expect((await send({ items })).asked.map(({ body }) => (body as unknown[]).length)).toEqual([2, 1]);
});

test('items of several systems go to the system of each, and come out in their order', async () => {
  const hub = createFakeHub({ [`POST ${PATH}`]: accept, 'POST /v1/records/csv/deal': accept });
  const { outputs, asked } = await send({
    hub,
    items: orders(3),
    parameters: (item) => ({ ...PARAMETERS, system: item === 1 ? 'csv' : 'hubspot' }),
  });
  expect(asked.map(({ path }) => path)).toEqual([PATH, '/v1/records/csv/deal', PATH]);
  expect(outputs.map(({ json }) => json['externalId'])).toEqual(['SO-0', 'SO-1', 'SO-2']);
});

describe('the id of a record', () => {
  const idOf = async (item: IDataObject, parameters: IDataObject) => {
    const { asked } = await send({ items: [item], parameters: { ...PARAMETERS, ...parameters } });
    const [record] = (asked[0]?.body ?? []) as IDataObject[];
    return record?.['id'];
  };

  test('is the field of the item', async () => {
    expect(await idOf({ PaymentID: 'p-1' }, { idField: 'PaymentID' })).toBe('p-1');
  });

  test('is found below objects', async () => {
    expect(await idOf({ properties: { hs_object_id: 42001 } }, { idField: 'properties.hs_object_id' })).toBe(
      '42001',
    );
  });

  test('is the field of the very name that was entered, dots and all', async () => {
    expect(await idOf({ 'order.no': 'A', order: { no: 'B' } }, { idField: 'order.no' })).toBe('A');
  });

  test('is the value of an expression', async () => {
    expect(await idOf({}, { idFrom: 'value', externalId: '2026-0031' })).toBe('2026-0031');
  });

  test.each([{}, { id: '' }, { id: null }, { id: { a: 1 } }, { id: 1.5 }, { id: 'x'.repeat(201) }])(
    'that cannot be one stops the node before anything is sent: %j',
    async (item) => {
      const hub = createFakeHub({ [`POST ${PATH}`]: accept });
      await expect(send({ hub, items: [{ id: 'SO-1' }, item] })).rejects.toMatchObject({
        message: 'The item has no "id" that can be its ID',
        context: { itemIndex: 1 },
      });
      expect(hub.asked).toEqual([]);
    },
  );
});

test('a record that is mapped below is built of the paths of its fields, without those that are empty', async () => {
  const parameters = {
    ...PARAMETERS,
    recordFrom: 'fields',
    'fields.value': {
      id: '7',
      'properties.name': 'A',
      'properties.owner.mail': 'a@b.example',
      note: '',
      tags: ['x'],
    },
  };
  expect((await send({ parameters })).asked[0]?.body).toEqual([
    { id: '7', properties: { name: 'A', owner: { mail: 'a@b.example' } }, tags: ['x'] },
  ]);
});

test('no path of a mapped record reaches a prototype', async () => {
  const parameters = {
    ...PARAMETERS,
    recordFrom: 'fields',
    'fields.value': { id: '7', '__proto__.isAdmin': true, 'constructor.prototype.isAdmin': true },
  };
  await send({ parameters });
  expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
});

test('the fields to map are those of the mapping, without elements of lists and with amounts as text', async () => {
  const field = (path: string, type: string, label = path) => ({ path, type, label, isCustom: false });
  const hub = createFakeHub({
    'GET /v1/mappings/shop/order/fields': {
      body: {
        source: [
          field('total', 'number', 'Total'),
          field('paid', 'boolean'),
          field('customer', 'object'),
          field('customer.name', 'text'),
          field('lines[*].sku', 'text'),
        ],
        target: [],
      },
    },
  });
  const { load } = createContext({ hub, parameters: { system: 'shop', object: 'order' } });
  const { fields } = await resourceMapping.getSourceFields.call(load);
  expect(fields.map(({ id, displayName, type }) => [id, displayName, type])).toEqual([
    ['total', 'Total (total)', 'string'],
    ['paid', 'paid', 'boolean'],
    ['customer.name', 'customer.name', 'string'],
  ]);
  const { load: fresh } = createContext({ hub, parameters: { system: '', object: 'order' } });
  expect(await resourceMapping.getSourceFields.call(fresh)).toEqual({ fields: [] });
});

test('a record that is defined below is sent in place of the item', async () => {
  const parameters = { ...PARAMETERS, recordFrom: 'json', recordJson: '{"id":"7","a":1}' };
  expect((await send({ parameters })).asked[0]?.body).toEqual([{ id: '7', a: 1 }]);
});

test.each(['[]', '"text"', '{'])('a record that is no object is refused: %s', async (recordJson) => {
  const parameters = { ...PARAMETERS, recordFrom: 'json', recordJson };
  await expect(send({ parameters })).rejects.toThrow('"Record" is not a JSON object');
});

test('a connection is named in the query', async () => {
  const { asked } = await send({
    items: orders(1),
    parameters: { ...PARAMETERS, options: { connectionId: 'con_1' } },
  });
  expect(asked[0]?.query).toEqual({ connection: 'con_1' });
});

describe('the Idempotency-Key', () => {
  const keyOf = async (input: Partial<ContextInput>) =>
    (await send({ items: orders(2), ...input })).asked[0]?.key;

  test('is the same for a retry of the same run', async () => {
    expect(await keyOf({})).toBe(await keyOf({}));
    expect(await keyOf({})).toMatch(/^"n8n-[0-9a-f]{64}"$/);
  });

  test('is another one for other content, another execution and another round of a loop', async () => {
    const keys = await Promise.all([
      keyOf({}),
      keyOf({ items: orders(3) }),
      keyOf({ executionId: 'execution-2' }),
      keyOf({ runIndex: 1 }),
      keyOf({ parameters: { ...PARAMETERS, options: { connectionId: 'con_1' } } }),
    ]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('is another one for each request of a run, also where their content is the same', async () => {
    const items = [{ id: 'A' }, { id: 'A' }];
    const parameters = { ...PARAMETERS, options: { recordsPerRequest: 1 } };
    const { asked } = await send({ items, parameters });
    expect(new Set(asked.map(({ key }) => key)).size).toBe(2);
  });
});

describe('a record that the hub refuses', () => {
  const items = [{ id: 'SO-0' }, { id: 'SO-1', isBad: true }, { id: 'SO-2' }];

  test('stops the node with its place', async () => {
    await expect(send({ items })).rejects.toMatchObject({
      message: 'A record needs an "id".',
      context: { itemIndex: 1 },
    });
  });

  test('becomes an error item where the node goes on, and the others are accepted', async () => {
    const { outputs } = await send({ items, isGoingOn: true });
    expect(outputs.map(({ json }) => json['status'] ?? json['details'])).toEqual([
      'accepted',
      { code: 'request.invalid' },
      'accepted',
    ]);
    expect(outputs[1]).toMatchObject({ json: { error: 'A record needs an "id".' }, pairedItem: { item: 1 } });
  });
});

test('where the node goes on, a request that fails gives an error for each of its items and the next one is sent', async () => {
  const hub = createFakeHub({
    [`POST ${PATH}`]: (asked, count) =>
      count === 0
        ? problem(404, 'record.object_unknown', 'No mapping is published for hubspot deal.')
        : accept(asked),
  });
  const parameters = { ...PARAMETERS, options: { recordsPerRequest: 2 } };
  const items = [{ id: 'A' }, {}, { id: 'B' }, { id: 'C' }];
  const { outputs } = await send({ hub, items, parameters, isGoingOn: true });
  expect(outputs.map(({ json }) => json['error'] ?? json['externalId'])).toEqual([
    'No mapping is published for hubspot deal.',
    'The item has no "id" that can be its ID',
    'No mapping is published for hubspot deal.',
    'C',
  ]);
  expect(outputs[0]?.json['details']).toEqual({
    code: 'record.object_unknown',
    page: 'https://hub.example/docs/errors/record.object_unknown',
  });
});
