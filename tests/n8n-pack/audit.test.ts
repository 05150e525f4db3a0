import type { IDataObject } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { findOperation } from '../../nodes/Seikyu/actions/resources.ts';
import { runOperation } from '../../nodes/Seikyu/actions/run-operation.ts';
import { createContext } from './support/fake-context.ts';
import { createFakeHub, type FakeHub } from './support/fake-hub.ts';

const run = (hub: FakeHub, filters: IDataObject) =>
  runOperation(
    createContext({ hub, parameters: { returnAll: false, limit: 50, filters } }).execute,
    findOperation('audit', 'getMany'),
  );
const answering = () =>
  createFakeHub({
    'GET /v1/audit': { body: { items: [{ id: 'aud_1' }, { id: 'aud_2' }], nextCursor: null } },
  });

describe('get many audit entries', () => {
  test('gives each entry as an item, and asks for what the filters say', async () => {
    const hub = answering();
    const outputs = await run(hub, { action: 'invoice.', objectId: '', from: '2026-11-01T00:00:00+09:00' });
    expect(outputs.map(({ json }) => json)).toEqual([{ id: 'aud_1' }, { id: 'aud_2' }]);
    expect(hub.asked[0]?.query).toMatchObject({ action: 'invoice.', from: '2026-10-31T15:00:00.000Z' });
    expect(hub.asked[0]?.query).not.toHaveProperty('objectId');
  });

  test('refuses a period that is none before anything is asked', async () => {
    const hub = answering();
    await expect(run(hub, { to: '2026-13-45' })).rejects.toThrow('"To" is not a date');
    expect(hub.asked).toEqual([]);
  });
});
