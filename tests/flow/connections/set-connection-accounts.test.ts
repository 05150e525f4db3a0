import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEntries, connections } from '../../../runtime/src/db/schema/index.ts';
import { setConnectionAccounts } from '../../../runtime/src/flow/connections/set-connection-accounts.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';

let loop: Loop;
beforeAll(async () => {
  loop = await createLoop();
});
afterAll(() => loop.hub.close());

const set = (connectionId: string, writeOffAccountCode?: string, refundAccountCode?: string) =>
  setConnectionAccounts({
    ctx: loop.organization.author,
    input: { connectionId, writeOffAccountCode, refundAccountCode },
  });
const configOf = async (connectionId: string) =>
  loop.hub.database.inOrganization(loop.organization.id, async (tx) => {
    const [row] = await tx.select().from(connections).where(eq(connections.id, connectionId));
    return row?.config;
  });

test('the accounts of a ledger are named and cleared beside its other settings, each time on the audit trail', async () => {
  const { id } = loop.organization.xero;
  const before = await configOf(id);
  await set(id, '404', '090');
  expect(await configOf(id)).toEqual({ ...before, writeOffAccountCode: '404', refundAccountCode: '090' });
  await set(id, '405');
  expect(await configOf(id)).toEqual({ ...before, writeOffAccountCode: '405' });
  const trail = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(auditEntries).where(eq(auditEntries.action, 'connection.set_accounts')),
  );
  expect(trail.map(({ before, after }) => ({ before, after }))).toEqual([
    { before: {}, after: { writeOffAccountCode: '404', refundAccountCode: '090' } },
    {
      before: { writeOffAccountCode: '404', refundAccountCode: '090' },
      after: { writeOffAccountCode: '405' },
    },
  ]);
});

test('what is no ledger has no accounts', async () => {
  await expect(set('con_unknown', '404')).rejects.toMatchObject({ code: 'connection.not_found' });
});
