import type { IDataObject } from 'n8n-workflow';
import { expect, test } from 'vitest';
import { findOperation } from '../../nodes/Seikyu/actions/resources.ts';
import { runOperation } from '../../nodes/Seikyu/actions/run-operation.ts';
import { createContext } from './support/fake-context.ts';
import { createFakeHub, type FakeHub } from './support/fake-hub.ts';

const simulate = (hub: FakeHub, parameters: IDataObject = {}) =>
  runOperation(
    createContext({
      hub,
      parameters: { entity: 'ent_1', versionId: '', days: 90, simplify: true, ...parameters },
    }).execute,
    findOperation('rule', 'simulate'),
  );

const tally = (count: number) => ({ count, sums: {} });
const ANSWER = {
  invoices: tally(5),
  before: { autoApproved: tally(4), needsApproval: tally(1) },
  after: { autoApproved: tally(3), needsApproval: tally(2) },
  newlyRouted: tally(1),
  noLongerRouted: tally(0),
  changedCount: 1,
  changes: [{ invoiceId: 'inv_1' }],
};
const hubWith = (...versions: IDataObject[]) =>
  createFakeHub({
    'GET /v1/rules/ent_1': { body: { versions } },
    'POST /v1/rules/simulate': { body: ANSWER },
  });

test('simulating tries the newest version that is not published yet, and gives the figures', async () => {
  const hub = hubWith(
    { id: 'rul_4', status: 'discarded' },
    { id: 'rul_3', status: 'in_review' },
    { id: 'rul_2', status: 'draft' },
    { id: 'rul_1', status: 'published' },
  );
  const [output] = await simulate(hub);
  expect(hub.asked.at(-1)?.body).toEqual({ entityId: 'ent_1', versionId: 'rul_3', days: 90 });
  expect(output?.json).toEqual({
    entityId: 'ent_1',
    versionId: 'rul_3',
    invoices: tally(5),
    autoApprovedBefore: tally(4),
    autoApprovedAfter: tally(3),
    newlyRouted: tally(1),
    noLongerRouted: tally(0),
    changedCount: 1,
  });
});

test('a version that is named is tried without looking for one, and everything is given where that is wanted', async () => {
  const hub = hubWith();
  const [output] = await simulate(hub, { versionId: ' rul_9 ', simplify: false, days: 7 });
  expect(hub.asked.map(({ body }) => body)).toEqual([{ entityId: 'ent_1', versionId: 'rul_9', days: 7 }]);
  expect(output?.json).toEqual({ entityId: 'ent_1', versionId: 'rul_9', ...ANSWER });
});

test('without a change under way it says what to do, and simulates nothing', async () => {
  const hub = hubWith({ id: 'rul_1', status: 'published' });
  await expect(simulate(hub)).rejects.toThrow('No change of these rules is under way');
  expect(hub.asked).toHaveLength(1);
});
