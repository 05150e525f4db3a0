import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inbox, records } from '../../../runtime/src/db/schema/index.ts';
import { followUpRequests } from '../../../runtime/src/flow/ingest/follow-up-requests.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';

let loop: Loop;

beforeAll(async () => {
  loop = await createLoop();
});
afterAll(() => loop.hub.close());

/** A push that waits, as `takeRecords` leaves it. */
async function wait(id: string, object: string): Promise<void> {
  await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.insert(inbox).values({
      organizationId: loop.organization.id,
      id,
      connectionId: loop.organization.hubspot.id,
      system: 'hubspot',
      object,
      requestId: 'req_push',
      receivedAt: loop.hub.clock.now(),
      body: Buffer.from(JSON.stringify({ id, properties: { name: id } })),
    }),
  );
}

const waiting = () =>
  loop.hub.database.inOrganization(loop.organization.id, (tx) => tx.select({ id: inbox.id }).from(inbox));
const stored = (externalId: string) =>
  loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(records).where(eq(records.externalId, externalId)),
  );

test('a push that cannot be stored keeps its place and lets the others of its job go on', async () => {
  await wait('evt_1unmapped', 'spaceship');
  await wait('evt_2company', 'company');
  const followUp = () =>
    followUpRequests({
      ctx: loop.hub.system(loop.organization.id),
      input: {
        organizationId: loop.organization.id,
        requestId: 'req_push',
        inboxIds: ['evt_1unmapped', 'evt_2company'],
      },
    });
  await expect(followUp()).rejects.toMatchObject({ code: 'record.object_unknown' });
  expect(await stored('evt_2company')).toHaveLength(1);
  expect(await waiting()).toEqual([{ id: 'evt_1unmapped' }]);
  await expect(followUp()).rejects.toMatchObject({ code: 'record.object_unknown' });
  expect(await stored('evt_2company')).toHaveLength(1);
});
