import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AuditAnchor, anchorText } from '../../../runtime/src/core/audit/anchor.ts';
import { anchorAudit } from '../../../runtime/src/flow/audit/anchor-audit.ts';
import { verifyAudit } from '../../../runtime/src/flow/audit/verify-audit.ts';
import { createTestHub, type TestHub } from '../../support/create-test-hub.ts';
import { createTrail, type Trail } from '../audit/support/create-trail.ts';
import { keyPorts, restart } from './support/with-keys.ts';

const DAY_MS = 24 * 3_600_000;
const [first, second, third] = [randomBytes(32), randomBytes(32), randomBytes(32)];

let hub: TestHub;
let trail: Trail;

beforeAll(async () => {
  hub = await createTestHub(keyPorts(first));
  await restart(hub, first);
  trail = await createTrail(hub);
});
afterAll(() => hub.close());

async function anchorOfNextDay(name: string): Promise<AuditAnchor> {
  await trail.write(name);
  hub.clock.advance(DAY_MS);
  const anchor = await anchorAudit({ ctx: trail.ctx });
  if (anchor === undefined) throw new Error('every day has an anchor');
  return anchor;
}

const findings = async (anchors: AuditAnchor[] = []) => {
  const verdict = await verifyAudit({ ctx: trail.ctx, input: { anchors } });
  expect(verdict.brokenAt).toBeUndefined();
  return { count: verdict.anchorCount, found: verdict.anchorFindings.map(({ reason }) => reason) };
};

test('anchors of every key verify after the keys before the last are gone, those of the first by way of the second', async () => {
  const ofFirst = await anchorOfNextDay('one');
  await restart(hub, second, first);
  const ofSecond = await anchorOfNextDay('two');
  await restart(hub, second);
  expect(await findings()).toEqual({ count: 2, found: [] });
  await restart(hub, third, second);
  const ofThird = await anchorOfNextDay('three');
  await restart(hub, third);
  const anchors = [ofFirst, ofSecond, ofThird];
  expect(new Set(anchors.map(({ publicKey }) => publicKey)).size).toBe(3);
  expect(await findings(anchors)).toEqual({ count: 3, found: [] });
});

test('whoever found an old key signs nothing with it that counts after the change', async () => {
  const { anchorSigner } = keyPorts(first);
  const [last] = hub.anchors.slice(-1);
  if (last === undefined) throw new Error('there is an anchor');
  const forged = { ...last, hash: 'f'.repeat(64), publicKey: anchorSigner.publicKey };
  const signature = anchorSigner.sign(anchorText(forged));
  expect((await findings([{ ...forged, signature }])).found).toEqual(['key_replaced']);
});

test('a key that somebody writes into the table without the hub is unknown', async () => {
  const { anchorSigner } = keyPorts(randomBytes(32));
  const [last] = hub.anchors.slice(-1);
  if (last === undefined) throw new Error('there is an anchor');
  await hub.database.owner`
    insert into sealing_keys (key_id, anchor_public_key, first_used_at, vouched_by, vouched_until, voucher)
    select 'ffffffffffff', ${anchorSigner.publicKey}, now(), vouched_by, vouched_until, voucher
    from sealing_keys where voucher is not null limit 1`;
  const forged = { ...last, publicKey: anchorSigner.publicKey };
  expect((await findings([{ ...forged, signature: anchorSigner.sign(anchorText(forged)) }])).found).toEqual([
    'key_unknown',
  ]);
});
