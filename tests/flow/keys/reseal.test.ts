import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replaceConnectionSecrets } from '../../../runtime/src/flow/connections/replace-connection-secrets.ts';
import { openConnection } from '../../../runtime/src/flow/find-connection.ts';
import { reportKeys } from '../../../runtime/src/flow/keys/report-keys.ts';
import { SECRETS } from '../../support/canaries.ts';
import { dumpTables } from '../../support/dump-tables.ts';
import { createKeyWorld, type KeyWorld } from './support/key-world.ts';
import { idOf } from './support/with-keys.ts';

let key = randomBytes(32);
let world: KeyWorld;

beforeAll(async () => {
  world = await createKeyWorld(key);
});
afterAll(() => world.loop.close());

/** Starts the hub with a new key before the last one, and returns both. */
async function change(): Promise<{ before: Buffer; now: Buffer }> {
  const before = key;
  key = randomBytes(32);
  await world.restart(key, before);
  return { before, now: key };
}

const entries = (keyId: string) =>
  world.loop.hub.database.owner<{ after: { sealed: string; count: number; keyId: string } }[]>`
    select after from audit_entries where action = 'sealing_key.reseal' and after ->> 'keyId' = ${keyId}`;

test('with the old key beside it a new key opens everything, and seals what comes', async () => {
  const { before, now } = await change();
  expect(await world.countUnder(idOf(now))).toBe(0);
  expect(await world.findFaults()).toEqual([]);
  await world.answer(1);
  // The answer, and the backup codes of the account that used one of them.
  expect(await world.countUnder(idOf(now))).toBe(2);
  expect(await world.countUnder(idOf(before))).toBeGreaterThan(0);
  await world.reseal();
});

test('sealed anew, everything works without the old key, and no table holds anything under it', async () => {
  const { before, now } = await change();
  const count = await world.countUnder(idOf(before));
  // Two connections, two secrets of an endpoint, the address of a waiter, four answers, secret and backup codes.
  expect(count).toBe(11);
  await world.reseal();
  expect(await world.countUnder(idOf(before))).toBe(0);
  expect(await world.countUnder(idOf(now))).toBe(count);
  await world.restart(now);
  expect(await world.findFaults()).toEqual([]);
  const dump = await dumpTables(world.loop.hub);
  // As the bytes of a column, and in base64, where the format's byte and the id take the first nine characters and more.
  const header = Buffer.from(`02${idOf(before)}`, 'hex');
  expect(dump).not.toContain(header.toString('hex'));
  expect(dump).not.toContain(header.subarray(0, 6).toString('base64'));
});

test('each stretch has an entry that says how many values and which key, and holds no secret', async () => {
  const { now } = await change();
  await world.reseal();
  const told = (await entries(idOf(now))).map(({ after }) => `${after.sealed} ${after.count}`).sort();
  expect(told).toEqual([
    'approval_waiters.resume_url 1',
    'connections.secrets 2',
    'idempotency_keys.body 4',
    'webhook_endpoints.previous_secret 1',
    'webhook_endpoints.secret 1',
  ]);
});

test('stopped after any stretch and begun again it ends the same, and seals nothing twice', async () => {
  await world.answer(450);
  for (let stepsMax = 1; ; stepsMax += 1) {
    const { before, now } = await change();
    const total = await world.countUnder(idOf(before));
    const first = await world.reseal(stepsMax);
    const rest = await world.reseal();
    expect(await world.countUnder(idOf(now)), `after ${stepsMax}`).toBe(total);
    expect(rest.flatMap(({ unreadable }) => unreadable)).toEqual([]);
    const told = (await entries(idOf(now))).map(({ after }) => after.count);
    const sealed = told.reduce((sum, count) => sum + count, 0);
    // The two values of the second factor are no organization's.
    expect(sealed, `after ${stepsMax}`).toBe(total - 2);
    const last = await world.reseal();
    expect(last.every(({ resealedCount }) => resealedCount === 0)).toBe(true);
    if (first.length < stepsMax) break;
  }
  await world.restart(key);
  expect(await world.findFaults()).toEqual([]);
});

test('a secret that somebody replaces meanwhile stays as they made it', async () => {
  const { loop } = world;
  const { before, now } = await change();
  const connectionId = loop.organization.hubspot.id;
  const other = postgres(loop.hub.databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    const [kept] = await other`select secrets from connections where id = ${connectionId}`;
    await replaceConnectionSecrets({
      ctx: loop.admin,
      input: { connectionId, accessToken: 'token', webhookSecret: 'replaced meanwhile' },
    });
    const [replaced] = await other`select secrets from connections where id = ${connectionId}`;
    await other`update connections set secrets = ${kept?.['secrets']} where id = ${connectionId}`;
    // The same write again, by a transaction that is not over while the value is sealed anew.
    await other`begin`;
    await other`update connections set secrets = ${replaced?.['secrets']} where id = ${connectionId}`;
    const resealed = world.reseal(1);
    await untilSomebodyWaits();
    await other`commit`;
    const [step] = await resealed;
    expect(step).toMatchObject({ name: 'connections.secrets', resealedCount: 1, unreadable: [] });
  } finally {
    await other.end();
  }
  const { webhookSecret } = await openConnection(loop.hub.deps, loop.organization.id, connectionId);
  expect(webhookSecret).toBe('replaced meanwhile');
  await world.reseal();
  expect(await world.countUnder(idOf(before))).toBe(0);
  await world.restart(now);
  await replaceConnectionSecrets({
    ctx: loop.admin,
    input: {
      connectionId,
      accessToken: SECRETS.hubspotToken,
      webhookSecret: SECRETS.hubspotClientSecret,
    },
  });
});

async function untilSomebodyWaits(): Promise<void> {
  const { owner } = world.loop.hub.database;
  for (let tries = 0; tries < 1_000; tries += 1) {
    const [row] = await owner`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    if (row?.['count'] > 0) return;
    await pause(10);
  }
  throw new Error('nobody waits for the lock');
}

test('a value that no key opens is named, stays as it is, and keeps nothing else back', async () => {
  const { loop } = world;
  const { before } = await change();
  const { owner } = loop.hub.database;
  const { hubspot, xero } = loop.organization;
  const [kept] = await owner`select secrets from connections where id = ${hubspot.id}`;
  await owner`update connections set secrets = (select secrets from connections where id = ${xero.id}) where id = ${hubspot.id}`;
  const steps = await world.reseal();
  expect(steps.flatMap(({ name, unreadable }) => unreadable.map((id) => `${name} ${id}`))).toEqual([
    `connections.secrets ${hubspot.id}`,
  ]);
  expect(await world.countUnder(idOf(before))).toBe(1);
  await owner`update connections set secrets = ${kept?.['secrets']} where id = ${hubspot.id}`;
  await world.reseal();
  expect(await world.countUnder(idOf(before))).toBe(0);
});

test('a key may be taken away once nothing stands under it and no process seals with it', async () => {
  const { before, now } = await change();
  const isRemovable = async () =>
    (await reportKeys(world.loop.hub.deps)).find(({ keyId }) => keyId === idOf(before))?.isRemovable;
  expect(await isRemovable()).toBe(false);
  await world.reseal();
  expect(await isRemovable()).toBe(true);
  for (const name of [`seikyu ${idOf(before)}`, 'seikyu']) {
    const process = postgres(world.loop.hub.databaseUrl, { max: 1, connection: { application_name: name } });
    await process`select 1`;
    expect(await isRemovable(), name).toBe(false);
    await process.end();
  }
  const reports = await reportKeys(world.loop.hub.deps);
  expect(reports.map(({ keyId, use }) => [keyId, use])).toEqual([
    [idOf(now), 'seals'],
    [idOf(before), 'opens'],
  ]);
});
