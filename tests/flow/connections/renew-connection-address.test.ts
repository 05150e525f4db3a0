import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEntries } from '../../../runtime/src/db/schema/index.ts';
import { renewConnectionAddress } from '../../../runtime/src/flow/connections/renew-connection-address.ts';
import { findConnectionByToken } from '../../../runtime/src/flow/find-connection.ts';
import { createPushConnection } from '../../../runtime/src/flow/setup/create-push-connection.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { seedOrganization } from '../../support/seed-organization.ts';

let loop: Loop;

beforeAll(async () => {
  loop = await createLoop();
});
afterAll(() => loop.hub.close());

const tokenOf = (hookUrl: string): string =>
  /^https:\/\/hub\.example\/hooks\/([\w-]{22})$/.exec(hookUrl)?.[1] ?? '';

test('the new address leads to the connection, and no other one of it does any more', async () => {
  const { hub, organization } = loop;
  const { id, webhookToken } = organization.hubspot;
  const ctx = organization.author;
  expect((await findConnectionByToken(hub.deps, webhookToken))?.connection.id).toBe(id);
  const first = tokenOf((await renewConnectionAddress({ ctx, input: { connectionId: id } })).hookUrl);
  const second = tokenOf((await renewConnectionAddress({ ctx, input: { connectionId: id } })).hookUrl);
  // What a process looked up counts for some seconds.
  hub.clock.advance(5_001);
  const found = await Promise.all(
    [webhookToken, first, second].map(
      async (token) => (await findConnectionByToken(hub.deps, token))?.connection.id,
    ),
  );
  expect(found).toEqual([undefined, undefined, id]);
  const { xero } = organization;
  expect((await findConnectionByToken(hub.deps, xero.webhookToken))?.connection.id).toBe(xero.id);
  const entries = await hub.database.inOrganization(organization.id, (tx) =>
    tx.select().from(auditEntries).where(eq(auditEntries.action, 'connection.renew_address')),
  );
  expect(entries.map(({ objectId }) => objectId)).toEqual([id, id]);
  expect(JSON.stringify(entries)).not.toContain(second);
});

test('a stranger renews nothing here, and only an administrator renews at all', async () => {
  const { hub, organization } = loop;
  const input = { connectionId: organization.xero.id };
  const stranger = await seedOrganization(hub, { name: 'Stranger' });
  const refused = (ctx: typeof stranger.author) => renewConnectionAddress({ ctx, input });
  await expect(refused(stranger.author)).rejects.toMatchObject({ code: 'connection.not_found' });
  await expect(refused(organization.approver)).rejects.toMatchObject({ code: 'auth.scope_missing' });
  hub.clock.advance(5_001);
  expect(await findConnectionByToken(hub.deps, organization.xero.webhookToken)).toBeDefined();
});

test('the application role forgets addresses of its own organization only', async () => {
  const { hub, organization } = loop;
  const stranger = await seedOrganization(hub, { name: 'Stranger 2' });
  await hub.database.inOrganization(stranger.id, (tx) =>
    tx.execute(`select forget_lookups('connection', '${organization.xero.id}')`),
  );
  hub.clock.advance(5_001);
  expect(await findConnectionByToken(hub.deps, organization.xero.webhookToken)).toBeDefined();
});

test('a connection that takes no webhooks has no address to renew', async () => {
  const ctx = loop.organization.author;
  const connectionId = await loop.hub.database.inOrganization(ctx.organizationId, (tx) =>
    createPushConnection(tx, ctx, { system: 'csv', name: 'Files' }),
  );
  await expect(renewConnectionAddress({ ctx, input: { connectionId } })).rejects.toMatchObject({
    code: 'request.invalid',
  });
});
