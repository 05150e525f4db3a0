import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEntries, connections } from '../../../runtime/src/db/schema/index.ts';
import {
  ReplaceConnectionSecretsInput,
  replaceConnectionSecrets,
} from '../../../runtime/src/flow/connections/replace-connection-secrets.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { openConnection } from '../../../runtime/src/flow/find-connection.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { seedOrganization } from '../../support/seed-organization.ts';

let loop: Loop;
/** The secrets that a connector was opened with last. */
let opened: Readonly<Record<string, string>>;

beforeAll(async () => {
  loop = await createLoop({
    connectors: {
      open: (_connection, secrets) => {
        opened = secrets;
        return loop.crm;
      },
    },
  });
});
afterAll(() => loop.hub.close());

const replace = (
  given: { accessToken?: string; webhookSecret?: string },
  ctx: Ctx = loop.organization.author,
) => replaceConnectionSecrets({ ctx, input: { connectionId: loop.organization.hubspot.id, ...given } });
const open = () => openConnection(loop.hub.deps, loop.organization.id, loop.organization.hubspot.id);

test('the next call uses the new credential, and the one that was not given stays', async () => {
  await open();
  const before = opened;
  await replace({ accessToken: 'a new token' });
  const { webhookSecret } = await open();
  expect(opened).toEqual({ ...before, accessToken: 'a new token' });
  expect(webhookSecret).toBe(before['webhookSecret']);
});

test('neither the database nor the audit trail holds a credential that can be read', async () => {
  await replace({ webhookSecret: 'a new signing secret' });
  const { entries, rows } = await loop.hub.database.inOrganization(loop.organization.id, async (tx) => ({
    rows: await tx.select().from(connections),
    entries: await tx
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.action, 'connection.replace_secrets')),
  }));
  expect(entries.at(-1)?.after).toEqual({ secretNames: ['webhookSecret'] });
  const stored = rows.map(({ secrets }) => Buffer.from(secrets).toString('latin1')).join();
  expect(`${stored}${JSON.stringify(entries)}`).not.toContain('a new signing secret');
});

test('nothing given and a blank credential are refused', async () => {
  await expect(replace({})).rejects.toMatchObject({ code: 'request.invalid' });
  const blank = ReplaceConnectionSecretsInput.safeParse({ connectionId: 'con_1', accessToken: '  ' });
  expect(blank.success).toBe(false);
});

test('a stranger replaces nothing here, and only an administrator replaces at all', async () => {
  const stranger = await seedOrganization(loop.hub, { name: 'Stranger' });
  const given = { accessToken: 'of a stranger' };
  await expect(replace(given, stranger.author)).rejects.toMatchObject({ code: 'connection.not_found' });
  await expect(replace(given, loop.organization.approver)).rejects.toMatchObject({
    code: 'auth.scope_missing',
  });
  await open();
  expect(opened['accessToken']).not.toBe('of a stranger');
});
