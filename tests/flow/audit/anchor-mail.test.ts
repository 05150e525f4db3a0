import { eq } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { faultsOf } from '../../../runtime/src/commands/audit/verdict-text.ts';
import { AuditAnchor } from '../../../runtime/src/core/audit/anchor.ts';
import type { Tx } from '../../../runtime/src/db/open-database.ts';
import { anchorMails, auditEntries, deadLetters } from '../../../runtime/src/db/schema/index.ts';
import { anchorAudit } from '../../../runtime/src/flow/audit/anchor-audit.ts';
import { getAnchorMail, saveAnchorMail } from '../../../runtime/src/flow/audit/mail/anchor-mail-settings.ts';
import { mailAnchor } from '../../../runtime/src/flow/audit/mail/mail-anchor.ts';
import { verifyAudit } from '../../../runtime/src/flow/audit/verify-audit.ts';
import { replayDeadLetter } from '../../../runtime/src/flow/control/replay-dead-letter.ts';
import { createTestHub, type TestHub } from '../../support/create-test-hub.ts';
import { createTrail, type Trail } from './support/create-trail.ts';

const ADDRESSES = ['archive@auditor.example', 'cfo@sanka.example'];

let hub: TestHub;
let trail: Trail;

beforeAll(async () => {
  hub = await createTestHub();
});
beforeEach(async () => {
  hub.clock.set('2026-11-24T03:00:00.000Z');
  hub.setEmailOutcome({ state: 'sent', response: 'kept' });
  trail = await createTrail(hub);
  hub.mails.length = 0;
});
afterAll(() => hub.close());

const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => hub.database.inOrganization(trail.id, work);
const turnOn = () => saveAnchorMail({ ctx: trail.ctx, input: { isOn: true, addresses: ADDRESSES } });
/** One tick of the clock on a day, with all that follows. */
async function tick(day: string): Promise<void> {
  hub.clock.set(`${day}T03:00:00.000Z`);
  await anchorAudit({ ctx: trail.ctx });
  await hub.drain();
}
const states = async () =>
  (await getAnchorMail({ ctx: trail.ctx })).mails.map(({ day, state }) => [day, state]);
const mailedAnchors = (): AuditAnchor[] =>
  hub.mails.flatMap(({ attachments }) =>
    attachments.map(({ bytes }) => AuditAnchor.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))),
  );
const letterOf = async () => {
  const [letter] = await inside((tx) =>
    tx.select().from(deadLetters).where(eq(deadLetters.queue, 'mail_anchor')),
  );
  return letter;
};

test('nothing is mailed until somebody turns it on', async () => {
  await trail.write('one');
  await tick('2026-11-24');
  expect([hub.mails, await getAnchorMail({ ctx: trail.ctx })]).toEqual([
    [],
    { isOn: false, addresses: [], mails: [] },
  ]);
});

test('turned on it mails the newest anchor at once and then one a day, each once however often the clock ticks', async () => {
  await trail.write('one');
  await tick('2026-11-24');
  await turnOn();
  await hub.drain();
  await turnOn();
  for (const day of ['2026-11-24', '2026-11-25', '2026-11-25']) await tick(day);
  expect(hub.mails.map(({ messageId }) => messageId)).toEqual([
    `<anchor.${trail.id}.2026-11-24@hub.example>`,
    `<anchor.${trail.id}.2026-11-25@hub.example>`,
  ]);
  expect(hub.mails[0]?.to.map(({ address }) => address)).toEqual(ADDRESSES);
  expect(mailedAnchors()).toEqual(hub.anchors.filter(({ organizationId }) => organizationId === trail.id));
  for (const part of [hub.anchors.at(-1)?.hash, hub.anchors.at(-1)?.signature, 'seikyu audit verify']) {
    expect(hub.mails.at(-1)?.text).toContain(part);
  }
  await mailAnchor({ ctx: trail.ctx, input: { day: '2026-11-25' } });
  expect(hub.mails).toHaveLength(2);
  const entries = await inside((tx) => tx.select({ action: auditEntries.action }).from(auditEntries));
  expect(entries.filter(({ action }) => action === 'anchor_mail.set')).toHaveLength(1);
});

test('turned off again it mails nothing more', async () => {
  await trail.write('one');
  await turnOn();
  await tick('2026-11-24');
  await saveAnchorMail({ ctx: trail.ctx, input: { isOn: false, addresses: ADDRESSES } });
  await tick('2026-11-25');
  expect(await states()).toEqual([['2026-11-24', 'sent']]);
});

test('killed while it was handed over, a mail is unknown and not repeated, until a person says so', async () => {
  await trail.write('one');
  await turnOn();
  await anchorAudit({ ctx: trail.ctx });
  // The process died after this commit, with the mail perhaps handed over.
  await inside((tx) => tx.update(anchorMails).set({ state: 'sending' }));
  await hub.drain();
  expect([hub.mails, await states()]).toEqual([[], [['2026-11-24', 'unknown']]]);
  const letter = await letterOf();
  expect(letter).toMatchObject({ code: 'delivery.outcome_unknown', state: 'dead' });
  await replayDeadLetter({ ctx: trail.ctx, input: { deadLetterId: letter?.id ?? '' } });
  await hub.drain();
  expect(hub.mails.map(({ messageId }) => messageId)).toEqual([
    `<anchor.${trail.id}.2026-11-24@hub.example>`,
  ]);
  expect(await states()).toEqual([['2026-11-24', 'sent']]);
});

test('a mail server that is down is tried again with the same message, and one that refuses is stopped work', async () => {
  await trail.write('one');
  await turnOn();
  hub.setEmailOutcome({ state: 'unavailable', detail: 'connection refused' });
  await anchorAudit({ ctx: trail.ctx });
  await expect(mailAnchor({ ctx: trail.ctx, input: { day: '2026-11-24' } })).rejects.toMatchObject({
    code: 'delivery.unavailable',
  });
  hub.setEmailOutcome({ state: 'refused', detail: '550 no such mailbox' });
  await hub.drain();
  expect(new Set(hub.mails.map(({ messageId }) => messageId)).size).toBe(1);
  expect(await states()).toEqual([['2026-11-24', 'failed']]);
  expect(await letterOf()).toMatchObject({ code: 'delivery.refused', state: 'dead' });
});

test('a tail that was cut off with every anchor of the database is found by the mailed one', async () => {
  await trail.write('one', 'two', 'three');
  await turnOn();
  await tick('2026-11-24');
  const anchors = mailedAnchors();
  const superuser = postgres(hub.databaseUrl, { max: 1, onnotice: () => undefined });
  await superuser`set session_replication_role = replica`;
  const cut =
    await superuser`delete from audit_seals where organization_id = ${trail.id} and sequence > 2 returning entry_id`;
  await superuser`delete from audit_entries where id in ${superuser(cut.map(({ entry_id: id }) => id))}`;
  await superuser`delete from audit_entries e where organization_id = ${trail.id}
    and not exists (select from audit_seals s where s.entry_id = e.id)`;
  await superuser`delete from anchor_mails where organization_id = ${trail.id}`;
  await superuser`delete from audit_anchors where organization_id = ${trail.id}`;
  await superuser.end();
  const verify = (kept: AuditAnchor[]) => verifyAudit({ ctx: trail.ctx, input: { anchors: kept } });
  expect(faultsOf(await verify([]))).toEqual([]);
  expect((await verify(anchors)).anchorFindings).toMatchObject([{ reason: 'beyond_the_end' }]);
});

test('only an administrator of every legal entity sets it, and the addresses are real and few', async () => {
  const input = { isOn: true, addresses: ADDRESSES };
  for (const [ctx, code] of [
    [{ ...trail.ctx, permissions: new Set(['audit'] as const) }, 'auth.scope_missing'],
    [{ ...trail.ctx, entityIds: [] }, 'auth.entity_not_granted'],
  ] as const) {
    await expect(saveAnchorMail({ ctx, input })).rejects.toMatchObject({ code });
  }
  expect((await getAnchorMail({ ctx: trail.ctx })).isOn).toBe(false);
});
