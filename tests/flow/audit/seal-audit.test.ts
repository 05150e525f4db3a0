import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sealAudit } from '../../../runtime/src/flow/audit/seal-audit.ts';
import { verifyAudit } from '../../../runtime/src/flow/audit/verify-audit.ts';
import { createOrganization } from '../../../runtime/src/flow/setup/create-organization.ts';
import { sealOrganizations } from '../../../runtime/src/worker/seal-organizations.ts';
import { createTestHub, type TestHub } from '../../support/create-test-hub.ts';
import { createTrail, type Trail } from './support/create-trail.ts';

let hub: TestHub;
let trail: Trail;

beforeAll(async () => {
  hub = await createTestHub();
});
beforeEach(async () => {
  trail = await createTrail(hub);
});
afterAll(() => hub.close());

const verdict = () => verifyAudit({ ctx: trail.ctx, input: { anchors: [] } });

describe('sealing', () => {
  test('seals each entry once, one after the other, however often it runs', async () => {
    await trail.write('one', 'two', 'three');
    expect(await sealAudit({ ctx: trail.ctx })).toBe(3);
    expect(await sealAudit({ ctx: trail.ctx })).toBe(0);
    await trail.write('four');
    await Promise.all([sealAudit({ ctx: trail.ctx }), sealAudit({ ctx: trail.ctx })]);
    expect(await trail.chain()).toEqual(['one', 'two', 'three', 'four']);
    expect(await verdict()).toMatchObject({ end: { sequence: 4 }, brokenAt: undefined, pendingCount: 0 });
  });

  test('misses no entry of a transaction that was begun earlier and committed later', async () => {
    const slow = await trail.begin('slow');
    await trail.write('fast');
    expect(await sealAudit({ ctx: trail.ctx })).toBe(1);
    await slow.commit();
    expect(await sealAudit({ ctx: trail.ctx })).toBe(1);
    expect(await trail.chain()).toEqual(['fast', 'slow']);
  });

  test('holds up nobody who writes, and waits for nobody who is still writing', async () => {
    const writing = await trail.begin('unfinished');
    await trail.write('done');
    expect(await sealAudit({ ctx: trail.ctx })).toBe(1);
    await writing.rollback();
    expect(await sealAudit({ ctx: trail.ctx })).toBe(0);
    expect(await trail.chain()).toEqual(['done']);
  });

  test('goes on in a cluster whose transaction ids are lower, as after a restore', async () => {
    await trail.write('before');
    await sealAudit({ ctx: trail.ctx });
    await hub.database
      .owner`update audit_chains set sealed_below = '900000000000000' where organization_id = ${trail.id}`;
    await trail.write('after');
    expect(await sealAudit({ ctx: trail.ctx })).toBe(1);
    await trail.write('later');
    expect(await sealAudit({ ctx: trail.ctx })).toBe(1);
    expect(await verdict()).toMatchObject({ end: { sequence: 3 }, brokenAt: undefined, unsealed: undefined });
  });

  test('of all organizations those are taken that have something to seal, each in its own chain', async () => {
    const other = await createTrail(hub);
    await trail.write('here');
    await other.write('there');
    await sealOrganizations(hub.deps);
    expect(await trail.chain()).toEqual(['here']);
    expect(await other.chain()).toEqual(['there']);
    const waiting = await hub.database.inNoOrganization((tx) =>
      tx.execute(sql`select organizations_to_seal()`),
    );
    expect(waiting).toHaveLength(0);
  });

  test('what was written before there was a chain is sealed in the order in which it was written', async () => {
    const { id } = await createOrganization(hub.deps, 'Old', () => Promise.resolve());
    const ctx = hub.system(id);
    expect(await sealAudit({ ctx })).toBe(0);
    expect(await verifyAudit({ ctx, input: { anchors: [] } })).toMatchObject({ end: { sequence: 0 } });
  });
});

describe('many writers', () => {
  test('an entry that was committed before another was begun comes before it, and none is missing', async () => {
    const rounds = 40;
    const sealing = (async () => {
      for (let round = 0; round < rounds; round += 1) await sealAudit({ ctx: trail.ctx });
    })();
    const writer = async (name: string): Promise<void> => {
      for (let turn = 0; turn < rounds; turn += 1)
        await trail.write(`${name}${String(turn).padStart(3, '0')}`);
    };
    await Promise.all([writer('a'), writer('b'), writer('c'), sealing]);
    await sealAudit({ ctx: trail.ctx });
    const chain = await trail.chain();
    expect(chain).toHaveLength(3 * rounds);
    for (const name of ['a', 'b', 'c']) {
      const own = chain.filter((text) => text.startsWith(name));
      expect(own).toEqual([...own].sort());
    }
    expect(await verdict()).toMatchObject({ brokenAt: undefined, unsealed: undefined, pendingCount: 0 });
  });
});
