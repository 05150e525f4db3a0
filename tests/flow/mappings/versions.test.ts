import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isJsonObject } from '../../../runtime/src/core/json.ts';
import type { Tx } from '../../../runtime/src/db/open-database.ts';
import { auditEntries, mappingVersions } from '../../../runtime/src/db/schema/index.ts';
import { discardMapping } from '../../../runtime/src/flow/mappings/discard-mapping.ts';
import { draftMapping } from '../../../runtime/src/flow/mappings/draft-mapping.ts';
import { publishMapping } from '../../../runtime/src/flow/mappings/publish-mapping.ts';
import { putFixture } from '../../../runtime/src/flow/mappings/put-fixture.ts';
import { readVersion } from '../../../runtime/src/flow/mappings/read-version.ts';
import { reviewMapping } from '../../../runtime/src/flow/mappings/review-mapping.ts';
import { rollBackMapping } from '../../../runtime/src/flow/mappings/roll-back-mapping.ts';
import { saveMapping } from '../../../runtime/src/flow/mappings/save-mapping.ts';
import { submitMapping } from '../../../runtime/src/flow/mappings/submit-mapping.ts';
import { withdrawMapping } from '../../../runtime/src/flow/mappings/withdraw-mapping.ts';
import { switchSegregation } from '../../../runtime/src/flow/segregation/switch-segregation.ts';
import { createApiKey } from '../../../runtime/src/flow/setup/create-api-key.ts';
import { addPerson } from '../../support/add-person.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { actWithKey, machineOf } from '../../support/machine-of.ts';
import { withRow, workOnMappings } from './support/work-on-mappings.ts';

let loop: Loop;
let work: ReturnType<typeof workOnMappings>;
beforeAll(async () => {
  loop = await createLoop();
  work = workOnMappings(loop);
});
afterAll(() => loop.hub.close());

const author = () => loop.organization.author;
const reviewer = () => loop.organization.approver;
const inOrganization = <Value>(run: (tx: Tx) => Promise<Value>) =>
  loop.hub.database.inOrganization(loop.organization.id, run);
/** A program with a key that the hub made: behind it stands nobody. */
const machineOfNobody = async () => {
  const { key } = await inOrganization((tx) =>
    createApiKey(tx, loop.hub.system(loop.organization.id), {
      name: 'n8n',
      permissions: ['read', 'mappings'],
    }),
  );
  return actWithKey(author(), key);
};
let changes = 0;
/** A change that no draft before it has made. */
const describeTitle = withRow('title', (row) => {
  changes += 1;
  return { ...row, default: `Untitled ${changes}` };
});

describe('a version of a mapping', () => {
  test('goes from draft over fixtures and a second person to live, and the one before is retired', async () => {
    const before = await work.live();
    const versionId = await work.draft(describeTitle);
    await submitMapping({ ctx: author(), input: { versionId } });
    await expect(publishMapping({ ctx: author(), input: { versionId } })).rejects.toMatchObject({
      code: 'mapping.state_refused',
    });
    await reviewMapping({ ctx: reviewer(), input: { versionId, decision: 'approve', comment: 'Fine.' } });
    await publishMapping({ ctx: reviewer(), input: { versionId } });
    expect(await work.live()).toMatchObject({
      id: versionId,
      version: before.version + 1,
      baseVersionId: before.id,
      author: { name: 'Aiko' },
      reviewer: { name: 'Ken' },
      reviewComment: 'Fine.',
      reason: 'The CRM changed.',
    });
    expect(await work.get(before.id)).toMatchObject({ status: 'retired' });
    const trail = await inOrganization((tx) =>
      tx.select().from(auditEntries).where(eq(auditEntries.objectId, versionId)).orderBy(auditEntries.id),
    );
    expect(trail.map(({ action, actor }) => [action, actor.name])).toEqual([
      ['mapping.draft', 'Aiko'],
      ['mapping.save', 'Aiko'],
      ['mapping.submit', 'Aiko'],
      ['mapping.review', 'Ken'],
      ['mapping.publish', 'Ken'],
    ]);
  });

  test('is reviewed by nobody who wrote in it, whoever drafted it, nor by whoever had a program write it', async () => {
    const versionId = await work.draft(describeTitle);
    const { definition, script, revision } = await work.get(versionId);
    const reason = 'Ken has the last word.';
    await saveMapping({ ctx: reviewer(), input: { versionId, definition, script, reason, revision } });
    await submitMapping({ ctx: author(), input: { versionId } });
    for (const ctx of [author(), reviewer()]) {
      const own = reviewMapping({ ctx, input: { versionId, decision: 'approve' } });
      await expect(own).rejects.toMatchObject({ code: 'mapping.review_refused' });
    }
    await withdrawMapping({ ctx: author(), input: { versionId } });
    await discardMapping({ ctx: author(), input: { versionId } });

    const { ctx: robot } = await machineOf(author(), ['read', 'mappings']);
    const input = { fromVersionId: (await work.live()).id, reason: 'The program says so.' };
    const drafted = await draftMapping({ ctx: robot, input });
    await submitMapping({ ctx: robot, input: drafted });
    const own = reviewMapping({ ctx: author(), input: { ...drafted, decision: 'approve' } });
    await expect(own).rejects.toMatchObject({ code: 'mapping.review_refused' });
    await withdrawMapping({ ctx: robot, input: drafted });
    await discardMapping({ ctx: robot, input: drafted });
  });

  test('is published by nobody who wrote in it, nor by a machine of theirs, but by its reviewer', async () => {
    const before = await work.live();
    const second = await addPerson(loop, 'Mina', ['admin']);
    const versionId = await work.draft(describeTitle);
    const { definition, script, revision } = await work.get(versionId);
    const reason = 'Mina has the last word.';
    await saveMapping({ ctx: second, input: { versionId, definition, script, reason, revision } });
    await submitMapping({ ctx: author(), input: { versionId } });
    await reviewMapping({ ctx: reviewer(), input: { versionId, decision: 'approve' } });
    const { ctx: robot } = await machineOf(author(), ['read', 'mappings']);
    const { ctx: robotOfSecond } = await machineOf(second, ['read', 'mappings']);
    for (const ctx of [author(), second, robot, robotOfSecond]) {
      await expect(publishMapping({ ctx, input: { versionId } })).rejects.toMatchObject({
        code: 'mapping.review_refused',
        message: expect.stringContaining('Nobody publishes a mapping that they wrote'),
      });
    }
    expect([(await work.live()).id, (await work.get(versionId)).status]).toEqual([before.id, 'reviewed']);
    await publishMapping({ ctx: reviewer(), input: { versionId } });
    expect((await work.live()).id).toBe(versionId);
    expect((await work.get(before.id)).status).toBe('retired');
    await rollBackMapping({ ctx: author(), input: { versionId: before.id, reason: 'Not yet.' } });
    expect((await work.live()).id).toBe(before.id);
  });

  test('that people wrote is published by the key of a machine which none of them made', async () => {
    const approved = async () => {
      const versionId = await work.draft(describeTitle);
      await submitMapping({ ctx: author(), input: { versionId } });
      await reviewMapping({ ctx: reviewer(), input: { versionId, decision: 'approve' } });
      return versionId;
    };
    const colleague = await addPerson(loop, 'Nao', ['admin']);
    const { ctx: ofColleague } = await machineOf(colleague, ['read', 'mappings']);
    for (const ctx of [ofColleague, await machineOfNobody()]) {
      const versionId = await approved();
      await publishMapping({ ctx, input: { versionId } });
      expect((await work.live()).id).toBe(versionId);
    }
  });

  test('that the key of a machine wrote, which nobody made, is published by another one only', async () => {
    const robot = await machineOfNobody();
    const input = { fromVersionId: (await work.live()).id, reason: 'The program says so.' };
    const drafted = await draftMapping({ ctx: robot, input });
    await submitMapping({ ctx: robot, input: drafted });
    await reviewMapping({ ctx: reviewer(), input: { ...drafted, decision: 'approve' } });
    const own = publishMapping({ ctx: robot, input: drafted });
    await expect(own).rejects.toMatchObject({ code: 'mapping.review_refused' });
    await publishMapping({ ctx: await machineOfNobody(), input: drafted });
    expect((await work.live()).id).toBe(drafted.versionId);
  });

  test('is mapped through from its publication on, and the one before again after a roll-back', async () => {
    const before = await work.live();
    const versionId = await work.draft(withRow('title', (row) => ({ ...row, transform: ['upper'] })));
    await work.publish(versionId);
    await loop.tellOf({ id: '700', lines: [{ id: 'l700', sku: 'API-P' }] });
    await loop.hub.drain();
    const stamped = () =>
      inOrganization((tx) =>
        tx.execute<{
          version: string;
          title: string;
        }>(sql`select link.mapping_version_id as version, deal.body ->> 'title' as title from source_links link
             join deals deal on deal.id = link.canonical_id
           where link.object = 'deal' and link.external_id = '700'`),
      );
    const [mapped] = await stamped();
    expect(mapped).toMatchObject({ version: versionId });
    expect(mapped?.title).toBe(mapped?.title.toUpperCase());
    await rollBackMapping({ ctx: author(), input: { versionId: before.id, reason: 'Titles shout.' } });
    expect((await work.live()).id).toBe(before.id);
    await loop.tellOf({ id: '700', lines: [{ id: 'l700', sku: 'API-P', quantity: '2' }] });
    await loop.hub.drain();
    expect((await stamped())[0]).toMatchObject({ version: before.id });
  });

  test('is reviewed and published by its author while an administrator switched that rule off', async () => {
    const versionId = await work.draft(describeTitle);
    await submitMapping({ ctx: author(), input: { versionId } });
    const switchTo = (isOn: boolean) =>
      switchSegregation({ ctx: author(), input: { rule: 'own_mapping', isOn, reason: 'One of us.' } });
    await switchTo(false);
    await reviewMapping({ ctx: author(), input: { versionId, decision: 'approve' } });
    await publishMapping({ ctx: author(), input: { versionId } });
    await switchTo(true);
    expect((await work.live()).id).toBe(versionId);
    const trail = await inOrganization((tx) =>
      tx.select().from(auditEntries).where(eq(auditEntries.objectId, versionId)),
    );
    for (const name of ['mapping.review', 'mapping.publish']) {
      expect(trail.find(({ action }) => action === name)).toMatchObject({
        after: { liftedRules: ['own_mapping'] },
      });
    }
  });

  test('is not reviewed by its author, nor by a key, and a return needs a word', async () => {
    const versionId = await work.draft(describeTitle);
    await submitMapping({ ctx: author(), input: { versionId } });
    const key = { ...reviewer(), actor: { kind: 'api_key' as const, id: 'key_1', name: 'n8n' } };
    for (const ctx of [author(), key]) {
      await expect(reviewMapping({ ctx, input: { versionId, decision: 'approve' } })).rejects.toMatchObject({
        code: 'mapping.review_refused',
      });
    }
    await expect(
      reviewMapping({ ctx: reviewer(), input: { versionId, decision: 'return', comment: ' ' } }),
    ).rejects.toMatchObject({ code: 'mapping.review_refused' });
    await reviewMapping({ ctx: reviewer(), input: { versionId, decision: 'return', comment: 'Why?' } });
    expect(await work.get(versionId)).toMatchObject({ status: 'draft', reviewComment: 'Why?' });
    await discardMapping({ ctx: author(), input: { versionId } });
  });

  test('that was reviewed and is edited again needs a new review', async () => {
    const versionId = await work.draft(describeTitle);
    await submitMapping({ ctx: author(), input: { versionId } });
    await reviewMapping({ ctx: reviewer(), input: { versionId, decision: 'approve' } });
    const { definition, script, revision } = await work.get(versionId);
    const save = () =>
      saveMapping({ ctx: author(), input: { versionId, definition, script, revision, reason: 'More.' } });
    await expect(save()).rejects.toMatchObject({ code: 'mapping.state_refused' });
    await withdrawMapping({ ctx: author(), input: { versionId } });
    await save();
    expect(await work.get(versionId)).toMatchObject({ status: 'draft', reviewer: null, reviewedAt: null });
    await expect(publishMapping({ ctx: author(), input: { versionId } })).rejects.toMatchObject({
      code: 'mapping.state_refused',
    });
    await discardMapping({ ctx: author(), input: { versionId } });
  });

  test('is saved on top of what was read only, and one that does not compile is refused by row', async () => {
    const versionId = await work.draft(describeTitle);
    const { definition, script } = await work.get(versionId);
    const save = (input: { definition: unknown; revision: number; script?: string | null }) =>
      saveMapping({ ctx: author(), input: { versionId, script, ...input } });
    await expect(save({ definition, revision: 1 })).rejects.toMatchObject({
      code: 'mapping.revision_conflict',
    });
    await expect(
      save({ definition: { ...definition, fields: [{ to: 'title', from: 'a..b' }] }, revision: 2 }),
    ).rejects.toMatchObject({
      code: 'mapping.definition_invalid',
      errors: [{ pointer: '/fields/0/from', detail: expect.stringMatching(/^row 1: /) }],
    });
    await expect(
      save({
        definition,
        revision: 2,
        script: 'let seen = 0;\nexport default function map() { seen += 1; }',
      }),
    ).rejects.toMatchObject({ code: 'mapping.script_refused', errors: [{ pointer: '/script/1:1' }, {}] });
    expect(await work.get(versionId)).toMatchObject({ revision: 2, definition });
    await discardMapping({ ctx: author(), input: { versionId } });
  });

  test('whose fixture gives something else does not go to review, and says what differs', async () => {
    const versionId = await work.draft();
    await loop.tellOf({ id: '701', lines: [{ id: 'l701', sku: 'API-P' }] });
    await loop.hub.drain();
    const [record] = await inOrganization((tx) =>
      tx.execute<{ id: string }>(sql`select id from records where object = 'deal' and external_id = '701'`),
    );
    await putFixture({
      ctx: author(),
      input: { versionId, name: 'a deal', recordId: record?.id ?? '' },
    });
    const { definition, script, revision } = await work.get(versionId);
    const rows = Array.isArray(definition['fields']) ? definition['fields'].filter(isJsonObject) : [];
    const fields = withRow('title', () => ({ to: 'title', const: 'Other' }))(rows);
    await saveMapping({
      ctx: author(),
      input: { versionId, definition: { ...definition, fields }, script, revision },
    });
    await expect(submitMapping({ ctx: author(), input: { versionId } })).rejects.toMatchObject({
      code: 'mapping.fixtures_failed',
      errors: [{ pointer: '/fixtures/a deal', detail: 'title' }],
    });
    await putFixture({
      ctx: author(),
      input: { versionId, name: 'a deal', recordId: record?.id ?? '' },
    });
    await work.publish(versionId);
    const next = await work.draft();
    expect((await readVersion({ ctx: author(), input: { versionId: next } })).fixtures).toMatchObject([
      { name: 'a deal', expected: { title: 'Other' } },
    ]);
    await discardMapping({ ctx: author(), input: { versionId: next } });
  });

  test('that drops a required field or changes a type does not go to review', async () => {
    const dropped = await work.draft((rows) => rows.filter(({ to }) => to !== 'currency'));
    const { definition, revision } = await work.get(dropped);
    const { script: _script, ...rest } = definition;
    await saveMapping({
      ctx: author(),
      input: { versionId: dropped, definition: rest, script: null, revision },
    });
    await expect(submitMapping({ ctx: author(), input: { versionId: dropped } })).rejects.toMatchObject({
      code: 'mapping.breaking_change',
      errors: expect.arrayContaining([expect.objectContaining({ pointer: '/currency' })]),
    });
    await discardMapping({ ctx: author(), input: { versionId: dropped } });
  });

  test('is never edited once it left draft, not by a statement either', async () => {
    const { id } = await work.live();
    const edit = (change: Partial<typeof mappingVersions.$inferInsert>) =>
      inOrganization((tx) => tx.update(mappingVersions).set(change).where(eq(mappingVersions.id, id)));
    await expect(edit({ definition: {} })).rejects.toMatchObject({ cause: { code: 'SK003' } });
    await expect(edit({ status: 'draft' })).rejects.toMatchObject({ cause: { code: 'SK003' } });
    await expect(edit({ version: 99 })).rejects.toMatchObject({ cause: { code: 'SK003' } });
  });

  test('of one connection maps its records only, and those of others keep the one of their system', async () => {
    const general = await work.live();
    const { id: connectionId } = loop.organization.hubspot;
    const { versionId } = await draftMapping({
      ctx: author(),
      input: { fromVersionId: general.id, connectionId, reason: 'This portal differs.' },
    });
    await work.publish(versionId);
    await loop.tellOf({ id: '702', lines: [{ id: 'l702', sku: 'API-P' }] });
    await loop.hub.drain();
    const [link] = await inOrganization((tx) =>
      tx.execute<{ version: string }>(
        sql`select mapping_version_id as version from source_links where object = 'deal' and external_id = '702'`,
      ),
    );
    expect(link?.version).toBe(versionId);
    expect(await work.get(general.id)).toMatchObject({ status: 'published' });
  });

  test('is changed by nobody without the permission, and by nobody who has some legal entities only', async () => {
    const { id } = await work.live();
    const viewer = { ...author(), permissions: new Set(['read' as const]) };
    await expect(draftMapping({ ctx: viewer, input: { fromVersionId: id } })).rejects.toMatchObject({
      code: 'auth.scope_missing',
    });
    const some = { ...author(), entityIds: [loop.organization.usEntityId] };
    await expect(draftMapping({ ctx: some, input: { fromVersionId: id } })).rejects.toMatchObject({
      code: 'auth.entity_not_granted',
    });
  });
});
