import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAnchorFolder } from '../../../runtime/src/adapters/anchors/create-anchor-folder.ts';
import { faultsOf } from '../../../runtime/src/commands/audit/verdict-text.ts';
import { anchorAudit } from '../../../runtime/src/flow/audit/anchor-audit.ts';
import { blankAudit } from '../../../runtime/src/flow/audit/blank-audit.ts';
import { sealAudit } from '../../../runtime/src/flow/audit/seal-audit.ts';
import { verifyAudit } from '../../../runtime/src/flow/audit/verify-audit.ts';
import { createTestHub, type TestHub } from '../../support/create-test-hub.ts';
import { createTrail, type Trail } from './support/create-trail.ts';

let hub: TestHub;
let superuser: postgres.Sql;
let trail: Trail;
let ids: string[];

beforeAll(async () => {
  hub = await createTestHub();
  superuser = postgres(hub.databaseUrl, { max: 1, onnotice: () => undefined });
  // A superuser goes past every trigger of ours.
  await superuser`set session_replication_role = replica`;
});
beforeEach(async () => {
  trail = await createTrail(hub);
  await trail.write('one', 'two', 'three', 'four', 'five');
  await anchorAudit({ ctx: trail.ctx });
  const rows = await superuser<{ id: string }[]>`
    select entry_id as id from audit_seals where organization_id = ${trail.id} order by sequence`;
  ids = rows.map(({ id }) => id);
});
afterAll(async () => {
  await superuser.end();
  await hub.close();
});

const verify = (anchors = hub.anchors) => verifyAudit({ ctx: trail.ctx, input: { anchors } });
const third = () => ids[2] ?? '';

test('a trail that nobody touched is whole, with its anchor', async () => {
  const verdict = await verify();
  expect(faultsOf(verdict)).toEqual([]);
  expect(verdict).toMatchObject({ end: { sequence: 5 }, anchorCount: 1, pendingCount: 0 });
});

describe('an edit by a superuser', () => {
  /** A forged value of each column that a forger could want to change; every other one is found by the key. */
  const FORGED: Record<string, string> = {
    occurred_at: `occurred_at + interval '1 microsecond'`,
    actor: `'{"kind":"system","id":"hub","name":"Seikyo"}'`,
    action: `'thing.other'`,
    object_kind: `'other'`,
    object_id: `'other'`,
    before: `'{"email":"three@forged.example"}'`,
    after: `'{"email": "three@new.example", "amount": "12.50"}'`,
    reason: `null`,
    request_id: `'req_other'`,
    xid: `'1'`,
    blanked_by: `id`,
    id: `'aud_forged'`,
    organization_id: `'org_other'`,
  };

  test('of any column of an entry is found, and its entry is the one that is named', async () => {
    const columns = await superuser<{ name: string }[]>`
      select column_name as name from information_schema.columns
      where table_name = 'audit_entries' and is_generated = 'NEVER'`;
    expect(columns.map(({ name }) => name).sort()).toEqual(Object.keys(FORGED).sort());
    for (const [column, forged] of Object.entries(FORGED)) {
      await superuser`create temporary table kept as select * from audit_entries where id = ${third()}`;
      await superuser.unsafe(`update audit_entries set ${column} = ${forged} where id = '${third()}'`);
      const verdict = await verify();
      expect(verdict.brokenAt, column).toMatchObject({ sequence: 3, entryId: third() });
      await superuser`delete from audit_entries where id in (${third()}, 'aud_forged')`;
      await superuser`insert into audit_entries (organization_id, id, occurred_at, actor, action, object_kind, object_id,
        before, after, reason, request_id, xid, blanked_by) select organization_id, id, occurred_at, actor, action,
        object_kind, object_id, before, after, reason, request_id, xid, blanked_by from kept`;
      await superuser`drop table kept`;
    }
    expect(faultsOf(await verify())).toEqual([]);
  });

  test('of any column of a seal is found at that entry or the next', async () => {
    const forged: Record<string, string> = {
      sequence: '30',
      entry_id: `'aud_other'`,
      salt: `'00'`,
      payload_hash: `repeat('0', 64)`,
      prev_hash: `repeat('0', 64)`,
      hash: `repeat('0', 64)`,
      sealed_at: `sealed_at + interval '1 microsecond'`,
      organization_id: `'org_other'`,
    };
    const columns = await superuser<{ name: string }[]>`
      select column_name as name from information_schema.columns where table_name = 'audit_seals'`;
    expect(columns.map(({ name }) => name).sort()).toEqual(Object.keys(forged).sort());
    for (const [column, value] of Object.entries(forged)) {
      await superuser`create temporary table kept as select * from audit_seals where entry_id = ${third()}`;
      await superuser.unsafe(`update audit_seals set ${column} = ${value} where entry_id = '${third()}'`);
      expect((await verify()).brokenAt, column).toMatchObject({ sequence: 3 });
      await superuser`delete from audit_seals where organization_id = 'org_other' or (organization_id = ${trail.id} and sequence in (3, 30))`;
      await superuser`insert into audit_seals select * from kept`;
      await superuser`drop table kept`;
    }
  });

  test('of an anchor in the database is found by its signature', async () => {
    await superuser`update audit_anchors set sequence = 4 where organization_id = ${trail.id}`;
    expect((await verify()).anchorFindings).toMatchObject([{ reason: 'signature_invalid' }]);
  });
});

test('an entry that was deleted is named, and so is one that was deleted with its seal', async () => {
  await superuser`delete from audit_entries where id = ${third()}`;
  expect((await verify()).brokenAt).toEqual({ sequence: 3, entryId: third(), reason: 'entry_missing' });
  await superuser`delete from audit_seals where entry_id = ${third()}`;
  expect((await verify()).brokenAt).toEqual({ sequence: 3, entryId: null, reason: 'seal_missing' });
});

test('two entries that changed places are found at the first of them', async () => {
  const [second = ''] = ids.slice(1);
  await superuser`update audit_seals set entry_id = 'aud_aside' where entry_id = ${second}`;
  await superuser`update audit_seals set entry_id = ${second} where entry_id = ${third()}`;
  await superuser`update audit_seals set entry_id = ${third()} where entry_id = 'aud_aside'`;
  expect((await verify()).brokenAt).toMatchObject({ sequence: 2 });
});

test('an entry that was put among older ones is not in the chain, and is named', async () => {
  await superuser`insert into audit_entries (organization_id, id, occurred_at, actor, action, object_kind, object_id, request_id, xid)
    values (${trail.id}, 'aud_late', now(), '{"kind":"system","id":"hub","name":"Seikyu"}', 'x', 'y', 'z', 'req', '5')`;
  await sealAudit({ ctx: trail.ctx });
  expect((await verify()).unsealed).toEqual({ count: 1, firstEntryId: 'aud_late' });
});

test('entries that were taken from the end are found by the anchor that somebody kept outside, and only by it', async () => {
  await superuser`delete from audit_entries where id in ${superuser(ids.slice(3))}`;
  await superuser`delete from audit_seals where entry_id in ${superuser(ids.slice(3))}`;
  await superuser`delete from audit_anchors where organization_id = ${trail.id}`;
  expect(faultsOf(await verify([]))).toEqual([]);
  expect((await verify()).anchorFindings).toMatchObject([
    { reason: 'beyond_the_end', anchor: { sequence: 5 } },
  ]);
  // The chain may grow again; it is another one then.
  await trail.write('new', 'newer', 'newest');
  await sealAudit({ ctx: trail.ctx });
  expect((await verify()).anchorFindings).toMatchObject([{ reason: 'hash_differs' }]);
});

test('a chain that was written anew with new hashes is found by the anchor', async () => {
  await superuser`update audit_entries set after = '{"amount":"99"}' where id = ${third()}`;
  await superuser`delete from audit_seals where organization_id = ${trail.id}`;
  await superuser`update audit_chains set sealed_below = '0' where organization_id = ${trail.id}`;
  await sealAudit({ ctx: trail.ctx });
  const verdict = await verify();
  expect(verdict.brokenAt).toBeUndefined();
  expect(verdict.anchorFindings.map(({ reason }) => reason)).toEqual(['hash_differs']);
});

test('whoever reaches the whole database and not the hub’s own folder takes nothing from the end unseen', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'anchors-'));
  const anchorStore = createAnchorFolder({ folder });
  const ctx = { ...trail.ctx, deps: { ...trail.ctx.deps, anchorStore } };
  const verdict = () => verifyAudit({ ctx, input: { anchors: [] } });
  expect(faultsOf(await verdict())).toEqual([]);
  for (const anchor of hub.anchors) await anchorStore.keep(anchor);
  // The same anchor lies in the database and in the folder.
  expect(await verdict()).toMatchObject({ anchorCount: 1, anchorFindings: [] });
  await superuser`delete from audit_entries where id in ${superuser(ids.slice(3))}`;
  await superuser`delete from audit_seals where entry_id in ${superuser(ids.slice(3))}`;
  await superuser`delete from audit_anchors where organization_id = ${trail.id}`;
  expect((await verdict()).anchorFindings).toMatchObject([{ reason: 'beyond_the_end' }]);
  await appendFile(join(folder, `${trail.id}.ndjson`), '{"half": \n');
  await expect(verdict()).rejects.toMatchObject({ code: 'request.invalid' });
  await rm(folder, { recursive: true });
});

describe('personal data', () => {
  test('that was blanked is gone, and the chain is whole', async () => {
    expect(
      await blankAudit({
        ctx: trail.ctx,
        input: { objectKind: 'thing', objectId: 'three', reason: 'asked for' },
      }),
    ).toBe(1);
    await sealAudit({ ctx: trail.ctx });
    const verdict = await verify();
    expect(faultsOf(verdict)).toEqual([]);
    expect(verdict).toMatchObject({ blankedCount: 1, end: { sequence: 6 } });
    const [entry] = await superuser`select e.before, e.after, e.reason, s.salt from audit_entries e
      join audit_seals s on s.entry_id = e.id where e.id = ${third()}`;
    expect(entry).toEqual({ before: null, after: null, reason: null, salt: null });
  });

  test('that was blanked without an entry that says so is found', async () => {
    await superuser`update audit_entries set before = null, after = null, reason = null, blanked_by = ${ids[3] ?? ''} where id = ${third()}`;
    await superuser`update audit_seals set salt = null where entry_id = ${third()}`;
    expect((await verify()).brokenAt).toEqual({
      sequence: 3,
      entryId: third(),
      reason: 'blanked_without_entry',
    });
  });

  test('is blanked by no statement that holds no such entry, not even by the owner', async () => {
    await expect(
      hub.database
        .owner`update audit_entries set before = null, after = null, reason = null, blanked_by = 'aud_x' where id = ${third()}`,
    ).rejects.toThrow(/never changed/);
    await expect(
      hub.database.owner`update audit_seals set salt = null where entry_id = ${third()}`,
    ).rejects.toThrow(/never changed/);
  });
});
