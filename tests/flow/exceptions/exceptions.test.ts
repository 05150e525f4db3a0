import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXCEPTION_KINDS } from '../../../runtime/src/core/exception-kinds.ts';
import {
  auditEntries,
  connections,
  exceptionOwners,
  sendAttempts,
} from '../../../runtime/src/db/schema/index.ts';
import { openDispute } from '../../../runtime/src/flow/dispute/open-dispute.ts';
import { assignException } from '../../../runtime/src/flow/exceptions/assign-exception.ts';
import { getException } from '../../../runtime/src/flow/exceptions/get-exception.ts';
import { type ExceptionView, listExceptions } from '../../../runtime/src/flow/exceptions/list-exceptions.ts';
import { sumExceptions } from '../../../runtime/src/flow/exceptions/sum-exceptions.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { seedOrganization } from '../../support/seed-organization.ts';

let loop: Loop;

beforeAll(async () => {
  loop = await createLoop();
  await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'NOBODY-SELLS-THIS' }] });
  await loop.tellOf({ id: '2', lines: [{ id: 'b', sku: 'API-P' }] });
  await loop.hub.drain();
});

afterAll(() => loop.hub.close());

const inside = <T>(work: Parameters<typeof loop.hub.database.inOrganization<T>>[1]): Promise<T> =>
  loop.hub.database.inOrganization(loop.organization.id, work);
const list = async (more: Partial<Parameters<typeof listExceptions>[0]['input']> = {}) =>
  (await listExceptions({ ctx: loop.organization.author, input: { limit: 100, ...more } })).items;
const oneOf = async (kind: ExceptionView['kind']): Promise<ExceptionView> => {
  const [found] = await list({ kind });
  if (found === undefined) throw new Error(`no exception of the kind ${kind}`);
  return found;
};
const issuedId = async () => (await loop.invoices()).find(({ number }) => number !== null)?.id ?? '';

test('stopped work, an open dispute, a send that may have failed and a pause are in one queue, with what is at stake', async () => {
  const invoiceId = await issuedId();
  const { author: ctx, hubspot } = loop.organization;
  await openDispute({ ctx, input: { invoiceId, reason: 'wrong hours', amount: '10.00' } });
  await inside((tx) =>
    tx.update(sendAttempts).set({ state: 'unknown' }).where(eq(sendAttempts.invoiceId, invoiceId)),
  );
  await inside((tx) => tx.update(connections).set({ isPaused: true }).where(eq(connections.id, hubspot.id)));
  const found = await list();
  expect(new Set(found.map(({ kind }) => kind))).toEqual(
    new Set(['stopped_work', 'dispute', 'delivery', 'paused_connection']),
  );
  expect(await oneOf('dispute')).toMatchObject({
    object: { kind: 'invoice', id: invoiceId },
    amount: { amountMinor: 1000n, currency: 'USD' },
    owner: null,
  });
  expect(await oneOf('stopped_work')).toMatchObject({
    name: 'Deal 1',
    code: 'draft billing.product_unknown',
  });
  const sums = await sumExceptions({ ctx, input: {} });
  expect(sums.map(({ kind }) => kind)).toEqual(
    EXCEPTION_KINDS.filter((kind) => found.some((one) => one.kind === kind)),
  );
});

test('the queue of one legal entity holds what belongs to it, and nothing that belongs to none or to another', async () => {
  const { author: ctx, usEntityId, jpEntityId } = loop.organization;
  expect(new Set((await list({ entityId: usEntityId })).map(({ kind }) => kind))).toEqual(
    new Set(['dispute', 'delivery']),
  );
  expect(await list({ entityId: jpEntityId })).toEqual([]);
  const sums = await sumExceptions({ ctx, input: { entityId: usEntityId } });
  expect(sums.map(({ kind, count }) => [kind, count])).toEqual([
    ['delivery', 1],
    ['dispute', 1],
  ]);
  const ofOneEntity = { ...ctx, entityIds: [jpEntityId] };
  for (const read of [listExceptions, sumExceptions]) {
    await expect(
      read({ ctx: ofOneEntity, input: { limit: 10, entityId: usEntityId } }),
    ).rejects.toMatchObject({ code: 'auth.entity_not_granted' });
  }
});

test('pages of the queue miss and repeat nothing', async () => {
  const whole = (await list()).map(({ id }) => id);
  const seen: string[] = [];
  let before: string | undefined;
  do {
    const page = await listExceptions({
      ctx: loop.organization.author,
      input: { limit: 1, ...(before === undefined ? {} : { before }) },
    });
    seen.push(...page.items.map(({ id }) => id));
    before = page.next ?? undefined;
  } while (before !== undefined);
  expect(seen).toEqual(whole);
});

test('an exception is assigned with a note, once in the audit trail, and given back', async () => {
  const { author: ctx, approver } = loop.organization;
  const { id: exceptionId } = await oneOf('stopped_work');
  const input = { exceptionId, ownerId: approver.actor.id, note: 'asks sales' };
  await assignException({ ctx, input });
  await assignException({ ctx, input });
  expect(await list({ owner: approver.actor.id })).toMatchObject([
    { id: exceptionId, owner: { name: 'Ken' }, note: 'asks sales' },
  ]);
  expect((await list({ owner: 'nobody' })).map(({ id }) => id)).not.toContain(exceptionId);
  await assignException({ ctx, input: { exceptionId, note: 'asks Kenji' } });
  await assignException({ ctx, input: { exceptionId, ownerId: null } });
  expect(await oneOf('stopped_work')).toMatchObject({ owner: null, note: 'asks Kenji' });
  const entries = await inside((tx) =>
    tx.select().from(auditEntries).where(eq(auditEntries.objectId, exceptionId)).orderBy(auditEntries.id),
  );
  expect(entries).toMatchObject([
    { action: 'exception.assign', before: { ownerId: null }, after: { ownerId: approver.actor.id } },
    { before: { note: 'asks sales' }, after: { ownerId: approver.actor.id, note: 'asks Kenji' } },
    { before: { ownerId: approver.actor.id, note: 'asks Kenji' }, after: { ownerId: null } },
  ]);
});

test('what is mended leaves by itself, and what comes back is another exception and nobody’s', async () => {
  const { author: ctx } = loop.organization;
  const old = await oneOf('delivery');
  await assignException({ ctx, input: { exceptionId: old.id, ownerId: ctx.actor.id } });
  const [attempt] = await inside((tx) =>
    tx.select().from(sendAttempts).where(eq(sendAttempts.state, 'unknown')),
  );
  if (attempt === undefined) throw new Error('there is an attempt');
  const again = { ...attempt, id: `${attempt.id}0`, messageId: 'again' };
  await inside((tx) => tx.insert(sendAttempts).values({ ...again, state: 'sent' }));
  expect(await list({ kind: 'delivery' })).toEqual([]);
  await expect(assignException({ ctx, input: { exceptionId: old.id, ownerId: null } })).rejects.toMatchObject(
    { code: 'record.not_found' },
  );
  await inside((tx) => tx.update(sendAttempts).set({ state: 'failed' }).where(eq(sendAttempts.id, again.id)));
  const back = await oneOf('delivery');
  expect([back.id === old.id, back.owner]).toEqual([false, null]);
});

test('nobody assigns without the permission to edit, to somebody who is not there, or in another organization', async () => {
  const { author: ctx, approver } = loop.organization;
  const { id: exceptionId } = await oneOf('stopped_work');
  const stranger = await seedOrganization(loop.hub, { name: 'Stranger' });
  const reader = { ...approver, permissions: new Set(['read'] as const) };
  for (const [who, ownerId, code] of [
    [reader, null, 'auth.scope_missing'],
    [ctx, 'per_0000000000000000', 'request.invalid'],
    [stranger.author, null, 'record.not_found'],
  ] as const) {
    await expect(
      assignException({ ctx: who, input: { exceptionId, ownerId, note: 'x' } }),
    ).rejects.toMatchObject({ code });
  }
  await expect(getException({ ctx: stranger.author, input: { exceptionId } })).rejects.toMatchObject({
    code: 'record.not_found',
  });
  expect(await getException({ ctx: reader, input: { exceptionId } })).toEqual(await oneOf('stopped_work'));
  expect((await listExceptions({ ctx: stranger.author, input: { limit: 10 } })).items).toEqual([]);
  const ofOneEntity = { ...ctx, entityIds: [loop.organization.jpEntityId] };
  expect((await listExceptions({ ctx: ofOneEntity, input: { limit: 10 } })).items).toEqual([]);
  const owned = await inside((tx) => tx.select().from(exceptionOwners));
  expect(owned.filter(({ note }) => note === 'x')).toEqual([]);
});
