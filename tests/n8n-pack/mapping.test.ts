import type { IDataObject } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { listSearch } from '../../nodes/methods/list-search.ts';
import { runOperation } from '../../nodes/Seikyu/actions/run-operation.ts';
import { getMany } from '../../nodes/SeikyuMapping/actions/get-many.operation.ts';
import { preview } from '../../nodes/SeikyuMapping/actions/preview.operation.ts';
import { run } from '../../nodes/SeikyuMapping/actions/run.operation.ts';
import { type ContextInput, createContext, locator } from './support/fake-context.ts';
import { type Asked, createFakeHub, problem } from './support/fake-hub.ts';

const PATH = '/v1/mappings/hubspot/deal';
const FINDING = { pointer: '/name', code: 'mapping.refused', detail: 'row 1, field "title": is missing' };
const MAPPINGS = [
  { system: 'hubspot', object: 'deal', kind: 'deal', connectionId: null, draftCount: 1 },
  { system: 'hubspot', object: 'deal', kind: 'deal', connectionId: 'con_1', draftCount: 0 },
  { system: 'shop', object: 'order', kind: 'deal', connectionId: null, draftCount: 0 },
];

/** Maps a name to a title and refuses records without one. */
const mapped = ({ body }: Asked) => ({
  body: {
    data: (body as { records: IDataObject[] }).records.map(({ name }) =>
      name === undefined
        ? { ok: false, record: null, findings: [FINDING], writes: [] }
        : { ok: true, record: { title: name }, findings: [], writes: [{ row: 1, to: 'title' }] },
    ),
    warnings: [],
  },
});

async function map(operation: typeof run, input: Partial<ContextInput> = {}) {
  const hub = input.hub ?? createFakeHub({ [`POST ${PATH}/run`]: mapped, [`POST ${PATH}/preview`]: mapped });
  const parameters = { mapping: locator('hubspot/deal'), use: 'live' };
  const { execute } = createContext({ parameters, ...input, hub });
  return { outputs: await runOperation(execute, operation), asked: hub.asked };
}

const named = (count: number): IDataObject[] =>
  Array.from({ length: count }, (_, index) => ({ name: `Deal ${index}` }));

describe('Run', () => {
  test('gives the canonical record of each item, paired with it, 100 to a request', async () => {
    const { outputs, asked } = await map(run, { items: named(230) });
    expect(asked.map(({ body }) => (body as { records: unknown[] }).records.length)).toEqual([100, 100, 30]);
    expect(outputs).toEqual(
      named(230).map(({ name }, item) => ({ json: { title: name }, pairedItem: { item } })),
    );
  });

  test('stops at an item that the mapping refuses, with the finding', async () => {
    await expect(map(run, { items: [...named(1), {}] })).rejects.toMatchObject({
      message: FINDING.detail,
      description: expect.stringContaining('/name: row 1'),
      context: { itemIndex: 1, data: { code: 'mapping.refused' } },
    });
  });

  test('gives an error item for a refused one where the node goes on, in the order of the items', async () => {
    const { outputs } = await map(run, { items: [{}, ...named(1)], isGoingOn: true });
    expect(outputs).toEqual([
      { json: { error: FINDING.detail, details: { code: 'mapping.refused' } }, pairedItem: { item: 0 } },
      { json: { title: 'Deal 0' }, pairedItem: { item: 1 } },
    ]);
  });

  test('asks the mapping of each item, and fails only those that have none', async () => {
    const hub = createFakeHub({
      [`POST ${PATH}/run`]: mapped,
      'POST /v1/mappings/shop/order/run': problem(409, 'mapping.not_published', 'No mapping is published'),
    });
    const NAMES = ['hubspot/deal', 'shop/order', 'nothing'];
    const { outputs } = await map(run, {
      hub,
      items: named(3),
      isGoingOn: true,
      parameters: (item) => ({ mapping: locator(NAMES[item] ?? '') }),
    });
    expect(outputs.map(({ json }) => json['title'] ?? json['error'])).toEqual([
      'Deal 0',
      'No mapping is published',
      '"Mapping" names no system and object',
    ]);
  });

  test('sends large records in several requests, below the bound of the hub', async () => {
    const items = named(3).map((item) => ({ ...item, note: 'x'.repeat(150_000) }));
    expect((await map(run, { items })).asked).toHaveLength(2);
  });
});

describe('Preview', () => {
  test('gives findings as data: a refused record fails nothing', async () => {
    const { outputs, asked } = await map(preview, { items: [{}, ...named(1)] });
    expect(asked).toMatchObject([{ path: `${PATH}/preview`, body: { records: [{}, { name: 'Deal 0' }] } }]);
    expect(outputs.map(({ json }) => json)).toEqual([
      { ok: false, record: null, findings: [FINDING], writes: [] },
      { ok: true, record: { title: 'Deal 0' }, findings: [], writes: [{ row: 1, to: 'title' }] },
    ]);
  });

  test('tries the version that was chosen', async () => {
    const parameters = { mapping: locator('hubspot/deal'), use: 'version', version: locator('map_1') };
    expect((await map(preview, { parameters })).asked[0]?.body).toEqual({
      versionId: 'map_1',
      records: [{}],
    });
  });
});

test('Get Many gives the mappings, up to the limit', async () => {
  const hub = createFakeHub({ 'GET /v1/mappings': { body: { data: MAPPINGS } } });
  const { execute } = createContext({ hub, parameters: { returnAll: false, limit: 2 } });
  const outputs = await runOperation(execute, getMany);
  expect(outputs.map(({ json }) => json)).toEqual(MAPPINGS.slice(0, 2));
});

test('the lists offer each mapping once, and the versions of the chosen one', async () => {
  const hub = createFakeHub({
    'GET /v1/mappings': { body: { data: MAPPINGS } },
    [`GET ${PATH}`]: {
      body: {
        versions: [
          { id: 'map_2', version: 2, status: 'in_review', reason: 'New field.' },
          { id: 'map_1', version: 1, status: 'published', reason: '' },
        ],
      },
    },
  });
  const { load } = createContext({ hub, parameters: { mapping: locator('hubspot/deal') } });
  expect((await listSearch.searchMappings.call(load)).results).toEqual([
    { name: 'hubspot/deal', value: 'hubspot/deal' },
    { name: 'shop/order', value: 'shop/order' },
  ]);
  expect((await listSearch.searchMappings.call(load, 'SHOP')).results).toHaveLength(1);
  expect((await listSearch.searchMappingVersions.call(load)).results).toEqual([
    { name: 'Version 2 (in review) · New field.', value: 'map_2' },
    { name: 'Version 1 (published)', value: 'map_1' },
  ]);
  const { load: fresh } = createContext({ hub, parameters: { mapping: locator('') } });
  expect((await listSearch.searchMappingVersions.call(fresh)).results).toEqual([]);
});
