import type { IDataObject } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { listSearch } from '../../nodes/methods/list-search.ts';
import { loadOptions } from '../../nodes/methods/load-options.ts';
import { findOperation } from '../../nodes/Seikyu/actions/resources.ts';
import { runOperation } from '../../nodes/Seikyu/actions/run-operation.ts';
import { type ContextInput, createContext, locator } from './support/fake-context.ts';
import { createFakeHub, type FakeHub, problem } from './support/fake-hub.ts';

const exceptionAnswer = (more: IDataObject = {}): IDataObject => ({
  id: 'exc_1',
  kind: 'stopped_work',
  object: { kind: 'dead_letter', id: 'dlq_1' },
  invoiceId: 'inv_1',
  name: 'Northwind',
  code: 'issue invoice.rate_missing',
  text: null,
  amount: '17900.00',
  currency: 'USD',
  since: '2026-11-24T03:00:00.000Z',
  owner: { id: 'per_1', name: 'Ken' },
  note: 'asks sales',
  ...more,
});
const { object: _object, text: _text, owner: _owner, ...shown } = exceptionAnswer();
const SIMPLE = { ...shown, ownerName: 'Ken' };

const run = (hub: FakeHub, operation: string, parameters: IDataObject, more: Partial<ContextInput> = {}) =>
  runOperation(
    createContext({ hub, parameters: { exception: locator('exc_1'), ...parameters }, ...more }).execute,
    findOperation('exception', operation),
  );
const hubWith = (exception: IDataObject) =>
  createFakeHub({
    'GET /v1/exceptions/exc_1': { body: exception },
    'POST /v1/exceptions/exc_1/assign': { status: 204 },
    'POST /v1/dead-letters/dlq_1/replay': { status: 202, body: { id: 'dlq_1', state: 'replayed' } },
  });

describe('get many exceptions', () => {
  const hub = createFakeHub({
    'GET /v1/exceptions': ({ query }) => ({
      body:
        query['cursor'] === undefined
          ? { items: [exceptionAnswer()], nextCursor: 'more' }
          : { items: [exceptionAnswer({ id: 'exc_2' })], nextCursor: null },
    }),
  });

  test('asks for what the filters say, and gives each as an item of its own, page by page', async () => {
    const filters = { kind: 'stopped_work', owner: 'nobody', minAgeDays: 7, entityId: '' };
    const outputs = await run(hub, 'getMany', { returnAll: true, simplify: true, filters });
    expect(outputs).toEqual([
      { json: SIMPLE, pairedItem: { item: 0 } },
      { json: { ...SIMPLE, id: 'exc_2' }, pairedItem: { item: 0 } },
    ]);
    expect(hub.asked[0]?.query).toEqual({ kind: 'stopped_work', owner: 'nobody', minAgeDays: 7, limit: 100 });
  });

  test('stops at the limit, and gives everything where that is wanted', async () => {
    const outputs = await run(hub, 'getMany', { returnAll: false, limit: 1, simplify: false, filters: {} });
    expect(outputs.map(({ json }) => json)).toEqual([exceptionAnswer()]);
  });
});

describe('assign an exception', () => {
  test('names the person and the note, and gives the exception as it stands afterwards', async () => {
    const hub = hubWith(exceptionAnswer());
    const [output] = await run(hub, 'assign', { owner: 'per_1', note: ' asks sales ' });
    expect(hub.asked[0]).toMatchObject({ body: { ownerId: 'per_1', note: 'asks sales' } });
    expect(hub.asked[0]?.key).toMatch(/^"n8n-/);
    expect(output?.json).toEqual({ ...SIMPLE, outcome: 'assigned' });
  });

  test('to nobody gives it back and leaves the note alone', async () => {
    const hub = hubWith(exceptionAnswer());
    await run(hub, 'assign', { owner: 'nobody', note: '' });
    expect(hub.asked[0]?.body).toEqual({ ownerId: null });
  });

  test('without anybody chosen asks the hub for nothing', async () => {
    const hub = hubWith(exceptionAnswer());
    await expect(run(hub, 'assign', { owner: '', note: '' })).rejects.toThrow('"Owner" is empty');
    expect(hub.asked).toEqual([]);
  });
});

test('setting a note says nothing about who looks after it', async () => {
  const hub = hubWith(exceptionAnswer({ note: 'promised for Friday' }));
  const [output] = await run(hub, 'setNote', { note: 'promised for Friday' });
  expect(hub.asked[0]?.body).toEqual({ note: 'promised for Friday' });
  expect(output?.json).toMatchObject({ note: 'promised for Friday', outcome: 'noted' });
});

test('stopped work is replayed through what had stopped', async () => {
  const hub = hubWith(exceptionAnswer());
  const [output] = await run(hub, 'replay', {});
  expect(hub.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /v1/exceptions/exc_1',
    'POST /v1/dead-letters/dlq_1/replay',
  ]);
  expect(output?.json).toEqual({ ...SIMPLE, outcome: 'replayed' });
});

test('nothing but stopped work is replayed', async () => {
  const hub = hubWith(exceptionAnswer({ kind: 'dispute', object: { kind: 'invoice', id: 'inv_1' } }));
  await expect(run(hub, 'replay', {})).rejects.toThrow('Only stopped work can be replayed');
  expect(hub.asked).toHaveLength(1);
});

test('one that is mended meanwhile fails alone where the node goes on, and the others are assigned', async () => {
  const hub = createFakeHub({
    'POST /v1/exceptions/exc_9/assign': problem(
      404,
      'record.not_found',
      'There is no such exception any more.',
    ),
    'POST /v1/exceptions/exc_1/assign': { status: 204 },
    'GET /v1/exceptions/exc_1': { body: exceptionAnswer() },
  });
  const outputs = await run(
    hub,
    'assign',
    {},
    {
      items: [{}, {}],
      isGoingOn: true,
      parameters: (index) => ({
        exception: locator(index === 0 ? 'exc_9' : 'exc_1'),
        owner: 'per_1',
        note: '',
      }),
    },
  );
  expect(outputs).toMatchObject([
    { json: { error: 'There is no such exception any more.' }, pairedItem: { item: 0 } },
    { json: { id: 'exc_1', outcome: 'assigned' }, pairedItem: { item: 1 } },
  ]);
});

test.each(['get', 'assign', 'setNote', 'replay'])(
  '%s says that no exception was chosen',
  async (operation) => {
    const hub = createFakeHub({});
    const parameters = { exception: locator(''), owner: 'per_1', note: 'x', simplify: true };
    await expect(run(hub, operation, parameters)).rejects.toThrow('"Exception" is empty');
    expect(hub.asked).toEqual([]);
  },
);

test('exceptions and people are chosen from lists', async () => {
  const hub = createFakeHub({
    'GET /v1/exceptions': {
      body: { items: [exceptionAnswer(), exceptionAnswer({ id: 'exc_2', name: '' })], nextCursor: 'more' },
    },
    'GET /v1/colleagues': { body: { data: [{ id: 'per_1', name: 'Ken' }] } },
  });
  const { load } = createContext({ hub, parameters: {} });
  expect(await listSearch.searchExceptions.call(load, 'northwind')).toEqual({
    results: [{ name: 'stopped work · Northwind · issue invoice.rate_missing', value: 'exc_1' }],
    paginationToken: 'more',
  });
  expect(await loadOptions.getOwners.call(load)).toEqual([
    { name: 'Nobody', value: 'nobody' },
    { name: 'Ken', value: 'per_1' },
  ]);
});
