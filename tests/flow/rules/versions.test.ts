import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '../../../runtime/src/db/open-database.ts';
import { approvalRequests, auditEntries, ruleSets } from '../../../runtime/src/db/schema/index.ts';
import { decideApproval } from '../../../runtime/src/flow/approve/decide-approval.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { createDelegation } from '../../../runtime/src/flow/delegations/create-delegation.ts';
import { setPersonActive } from '../../../runtime/src/flow/people/set-person-active.ts';
import { listInbox } from '../../../runtime/src/flow/read/list-inbox.ts';
import { createRole } from '../../../runtime/src/flow/roles/create-role.ts';
import { discardRules } from '../../../runtime/src/flow/rules/discard-rules.ts';
import { draftRules } from '../../../runtime/src/flow/rules/draft-rules.ts';
import { listRules } from '../../../runtime/src/flow/rules/list-rules.ts';
import { publishRules } from '../../../runtime/src/flow/rules/publish-rules.ts';
import { readRulesVersion } from '../../../runtime/src/flow/rules/read-rules-version.ts';
import { reviewRules } from '../../../runtime/src/flow/rules/review-rules.ts';
import { rollBackRules } from '../../../runtime/src/flow/rules/roll-back-rules.ts';
import { saveRules } from '../../../runtime/src/flow/rules/save-rules.ts';
import { submitRules } from '../../../runtime/src/flow/rules/submit-rules.ts';
import { withdrawRules } from '../../../runtime/src/flow/rules/withdraw-rules.ts';
import { addPerson } from '../../support/add-person.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { machineOf } from '../../support/machine-of.ts';
import { joinFinance, ruleOf, workOnRules } from './support/work-on-rules.ts';

let loop: Loop;
let mei: Ctx;
let ren: Ctx;
let work: ReturnType<typeof workOnRules>;
beforeAll(async () => {
  loop = await createLoop();
  mei = await joinFinance(loop, 'Mei');
  ren = await joinFinance(loop, 'Ren');
  work = workOnRules(loop, () => mei);
});
afterAll(() => loop.hub.close());

const author = () => loop.organization.author;
const inOrganization = <Value>(run: (tx: Tx) => Promise<Value>) =>
  loop.hub.database.inOrganization(loop.organization.id, run);
const refusal = (code: string) => expect.objectContaining({ code });
let changes = 0;
/** A change that no draft before it has made. */
const addRule = (rules: Parameters<Parameters<typeof work.draft>[0]>[0]) => {
  changes += 1;
  return [...rules, ruleOf(`more-lines-than-${changes}`, `lineCount > 1000 + ${changes}`)];
};

describe('a version of the rules', () => {
  test('goes from draft over a second person into force, and the one before is retired', async () => {
    const before = await work.live();
    const versionId = await work.draft(addRule);
    await submitRules({ ctx: author(), input: { versionId } });
    await expect(publishRules({ ctx: mei, input: { versionId } })).rejects.toEqual(
      refusal('rules.state_refused'),
    );
    await reviewRules({ ctx: mei, input: { versionId, decision: 'approve', comment: 'Fine.' } });
    await publishRules({ ctx: ren, input: { versionId } });
    expect(await work.live()).toMatchObject({
      id: versionId,
      version: before.version + 1,
      baseVersionId: before.id,
      author: { name: 'Aiko' },
      editors: [{ name: 'Aiko' }],
      reviewer: { name: 'Mei' },
      publisher: { name: 'Ren' },
      reviewComment: 'Fine.',
      reason: 'Sales asked.',
    });
    expect(await work.get(before.id)).toMatchObject({ status: 'retired' });
    const trail = await inOrganization((tx) =>
      tx.select().from(auditEntries).where(eq(auditEntries.objectId, versionId)).orderBy(auditEntries.id),
    );
    expect(trail.map(({ action, actor }) => [action, actor.name])).toEqual([
      ['rules.draft', 'Aiko'],
      ['rules.save', 'Aiko'],
      ['rules.submit', 'Aiko'],
      ['rules.review', 'Mei'],
      ['rules.publish', 'Ren'],
    ]);
  });

  test('that a program wrote is that of whoever made its key: they neither review nor publish it', async () => {
    const { ctx: robot } = await machineOf(author(), ['read', 'rules']);
    const { definition } = await work.live();
    const input = { entityId: loop.organization.usEntityId, reason: 'The program says so.' };
    const { versionId } = await draftRules({ ctx: robot, input });
    const changed = { ...definition, rules: addRule(definition['rules'] as Parameters<typeof addRule>[0]) };
    await saveRules({ ctx: robot, input: { versionId, definition: changed, revision: 1 } });
    expect((await work.get(versionId)).editors).toMatchObject([{ name: 'robot' }, { name: 'Aiko' }]);
    await submitRules({ ctx: robot, input: { versionId } });
    const review = { versionId, decision: 'approve' as const };
    await expect(reviewRules({ ctx: author(), input: review })).rejects.toEqual(
      refusal('rules.review_refused'),
    );
    await reviewRules({ ctx: mei, input: review });
    await expect(publishRules({ ctx: author(), input: { versionId } })).rejects.toEqual(
      refusal('rules.review_refused'),
    );
    await withdrawRules({ ctx: robot, input: { versionId } });
    await discardRules({ ctx: robot, input: { versionId } });
  });

  test('routes what is submitted from then on, and the one before again after a roll back', async () => {
    const before = await work.live();
    const versionId = await work.draft((rules) => [...rules, ruleOf('every-new-one', 'lineCount > 0')]);
    await work.publish(versionId);
    const statusOf = async (id: string) => {
      await loop.tellOf({ id, lines: [{ id: `l${id}`, sku: 'API-P' }] });
      await loop.hub.drain();
      return (await loop.invoices()).at(-1)?.documentStatus;
    };
    expect(await statusOf('701')).toBe('pending_approval');
    await rollBackRules({ ctx: mei, input: { versionId: before.id, reason: 'Too many.' } });
    expect(await work.live()).toMatchObject({ id: before.id, publisher: { name: 'Mei' } });
    expect(await statusOf('702')).toBe('issued');
    const [request] = await inOrganization((tx) => tx.select().from(approvalRequests));
    expect(request).toMatchObject({ ruleSetId: versionId, state: 'open' });
  });

  test('is neither reviewed, published nor rolled back to by anybody who wrote in it, nor by a key', async () => {
    const versionId = await work.draft(addRule);
    const { definition, revision } = await work.get(versionId);
    await saveRules({ ctx: ren, input: { versionId, definition, revision, reason: 'Sales asked twice.' } });
    await submitRules({ ctx: author(), input: { versionId } });
    const key = { ...mei, actor: { kind: 'api_key' as const, id: 'key_1', name: 'n8n' } };
    for (const ctx of [author(), ren, key]) {
      await expect(reviewRules({ ctx, input: { versionId, decision: 'approve' } })).rejects.toEqual(
        refusal('rules.review_refused'),
      );
    }
    await reviewRules({ ctx: mei, input: { versionId, decision: 'approve' } });
    for (const ctx of [author(), ren, key]) {
      await expect(publishRules({ ctx, input: { versionId } })).rejects.toEqual(
        refusal('rules.review_refused'),
      );
    }
    await publishRules({ ctx: mei, input: { versionId } });
    const next = await work.draft(addRule);
    await work.publish(next);
    await expect(rollBackRules({ ctx: ren, input: { versionId, reason: 'Mine.' } })).rejects.toEqual(
      refusal('rules.review_refused'),
    );
    expect(await work.live()).toMatchObject({ id: next });
  });

  test('comes back to its author with a word, and a review does not outlive an edit', async () => {
    const versionId = await work.draft(addRule);
    await submitRules({ ctx: author(), input: { versionId } });
    await expect(
      reviewRules({ ctx: mei, input: { versionId, decision: 'return', comment: ' ' } }),
    ).rejects.toEqual(refusal('rules.review_refused'));
    await reviewRules({ ctx: mei, input: { versionId, decision: 'return', comment: 'Why?' } });
    expect(await work.get(versionId)).toMatchObject({ status: 'draft', reviewComment: 'Why?' });
    await work.review(versionId);
    await withdrawRules({ ctx: author(), input: { versionId } });
    expect(await work.get(versionId)).toMatchObject({ status: 'draft', reviewer: null, reviewedAt: null });
    await discardRules({ ctx: author(), input: { versionId } });
    expect(await work.get(versionId)).toMatchObject({ status: 'discarded' });
  });

  test('is saved on top of what was read only, and submitted with a reason only', async () => {
    const input = { entityId: loop.organization.usEntityId };
    const { versionId } = await draftRules({ ctx: author(), input });
    const { definition } = await work.get(versionId);
    await expect(submitRules({ ctx: author(), input: { versionId } })).rejects.toEqual(
      refusal('rules.state_refused'),
    );
    await saveRules({ ctx: author(), input: { versionId, definition, revision: 1, reason: 'Why not.' } });
    await expect(saveRules({ ctx: author(), input: { versionId, definition, revision: 1 } })).rejects.toEqual(
      refusal('rules.revision_conflict'),
    );
    await discardRules({ ctx: author(), input: { versionId } });
  });

  test('that asks somebody who left is not put in force, and is drafted anew to be mended', async () => {
    const gone = await joinFinance(loop, 'Gone');
    const asking = {
      ...ruleOf('asks-gone', 'lineCount > 9000'),
      steps: [{ approver: { kind: 'person', personId: gone.actor.id } }],
    };
    const setActive = (isActive: boolean) =>
      setPersonActive({ ctx: author(), input: { personId: gone.actor.id, isActive } });
    const versionId = await work.draft((rules) => [...rules, asking]);
    await submitRules({ ctx: author(), input: { versionId } });
    await reviewRules({ ctx: mei, input: { versionId, decision: 'approve' } });
    await setActive(false);
    await expect(publishRules({ ctx: mei, input: { versionId } })).rejects.toMatchObject({
      code: 'rules.definition_invalid',
      errors: [{ pointer: expect.stringMatching(/^\/rules\/\d+\/steps\/0\/approver\/personId$/) }],
    });
    await setActive(true);
    await publishRules({ ctx: mei, input: { versionId } });
    await setActive(false);
    const input = { entityId: loop.organization.usEntityId, reason: 'Somebody left.' };
    const copy = await draftRules({ ctx: author(), input });
    await expect(submitRules({ ctx: author(), input: copy })).rejects.toEqual(
      refusal('rules.definition_invalid'),
    );
    const { definition } = await work.get(copy.versionId);
    const rules = (definition['rules'] as { id: string }[]).filter(({ id }) => id !== 'asks-gone');
    const mended = { versionId: copy.versionId, definition: { ...definition, rules }, revision: 1 };
    await saveRules({ ctx: author(), input: mended });
    await submitRules({ ctx: author(), input: copy });
    await reviewRules({ ctx: mei, input: { ...copy, decision: 'approve' } });
    await publishRules({ ctx: mei, input: copy });
  });

  test('that does not compile, or asks nobody who may approve, is refused with the place and changes nothing', async () => {
    const versionId = await work.draft(addRule);
    const before = await work.get(versionId);
    const readers = await createRole({ ctx: author(), input: { name: 'Readers', permissions: ['read'] } });
    const vera = await addPerson(loop, 'Vera', ['viewer']);
    const powerless = [
      { approver: { kind: 'role', role: 'viewer' } },
      { approver: { kind: 'role', role: readers } },
      {
        approver: { kind: 'role', role: 'finance' },
        escalateTo: { kind: 'person', personId: vera.actor.id },
        slaHours: 4,
      },
    ];
    const steps = [
      { approver: { kind: 'role', role: 'finanse' } },
      { approver: { kind: 'person', personId: 'per_00000000unknown' }, slaHours: 4 },
    ];
    const cases = [
      [[ruleOf('a', 'totl > 5')], ['/rules/0/when']],
      [
        [{ ...ruleOf('a', 'true'), steps }],
        ['/rules/0/steps/0/approver/role', '/rules/0/steps/1/approver/personId'],
      ],
      [
        [{ ...ruleOf('a', 'true'), steps: powerless }],
        [
          '/rules/0/steps/0/approver/role',
          '/rules/0/steps/1/approver/role',
          '/rules/0/steps/2/escalateTo/personId',
        ],
      ],
    ] as const;
    for (const [rules, pointers] of cases) {
      await expect(
        saveRules({
          ctx: author(),
          input: { versionId, definition: { ...before.definition, rules }, revision: before.revision },
        }),
      ).rejects.toMatchObject({
        code: 'rules.definition_invalid',
        errors: pointers.map((pointer) => ({ pointer })),
      });
    }
    expect(await work.get(versionId)).toEqual(before);
    await discardRules({ ctx: author(), input: { versionId } });
  });

  test('is shown beside the one in force, with what differs and whether that one is newer than its base', async () => {
    const versionId = await work.draft((rules) => [
      ...rules.slice(1),
      ruleOf('small', 'totalMinor < 100'),
      ruleOf('large', 'totalMinor > 100'),
    ]);
    const view = () => readRulesVersion({ ctx: author(), input: { versionId } });
    expect(await view()).toMatchObject({
      isBehind: false,
      diff: { removed: [{ id: 'discount-above-10' }], added: [{ id: 'small' }, { id: 'large' }] },
      warnings: [{ code: 'gap', pointer: expect.stringMatching(/^\/rules\/\d+\/when$/) }],
    });
    await work.publish(await work.draft(addRule));
    expect(await view()).toMatchObject({ isBehind: true });
    await discardRules({ ctx: author(), input: { versionId } });
  });

  test('is one of two only, when two are published at once', async () => {
    const [one, other] = [await work.draft(addRule), await work.draft(addRule)];
    await work.review(one);
    await work.review(other);
    await Promise.all([one, other].map((versionId) => publishRules({ ctx: mei, input: { versionId } })));
    const statuses = await Promise.all([one, other].map(async (id) => (await work.get(id)).status));
    expect(statuses.sort()).toEqual(['published', 'retired']);
  });
});

describe('whoever has no right to the rules', () => {
  test('may neither change nor see those of an entity that is not granted', async () => {
    const input = { entityId: loop.organization.usEntityId };
    const elsewhere = { ...author(), entityIds: [loop.organization.jpEntityId] };
    await expect(draftRules({ ctx: elsewhere, input })).rejects.toEqual(refusal('auth.entity_not_granted'));
    const { id: versionId } = await work.live();
    await expect(readRulesVersion({ ctx: elsewhere, input: { versionId } })).rejects.toEqual(
      refusal('auth.entity_not_granted'),
    );
    const listed = await listRules({ ctx: elsewhere });
    expect(listed.map(({ entity }) => entity.id)).toEqual([loop.organization.jpEntityId]);
    const reader = { ...author(), permissions: new Set(['read'] as const) };
    await expect(draftRules({ ctx: reader, input })).rejects.toEqual(refusal('auth.scope_missing'));
  });

  test('who wrote in the rules that routed an invoice does not approve it, and neither does their delegate', async () => {
    const input = { entityId: loop.organization.usEntityId, reason: 'All of them.' };
    const { versionId } = await draftRules({ ctx: mei, input });
    const { definition } = await work.get(versionId);
    const rules = [ruleOf('all', 'lineCount > 0', 'finance')];
    await saveRules({ ctx: mei, input: { versionId, definition: { ...definition, rules }, revision: 1 } });
    await submitRules({ ctx: mei, input: { versionId } });
    await reviewRules({ ctx: ren, input: { versionId, decision: 'approve' } });
    await publishRules({ ctx: ren, input: { versionId } });
    await loop.tellOf({ id: '703', lines: [{ id: 'l703', sku: 'API-P' }] });
    await loop.hub.drain();
    const invoiceId = (await loop.invoices()).at(-1)?.id ?? '';
    const [request] = await inOrganization((tx) =>
      tx.select().from(approvalRequests).where(eq(approvalRequests.invoiceId, invoiceId)),
    );
    const decide = (ctx: Ctx) =>
      decideApproval({ ctx, input: { invoiceId, requestId: request?.id ?? '', decision: 'approved' } });
    await expect(decide(mei)).rejects.toMatchObject({
      code: 'approval.author_cannot_approve',
      detail: expect.stringContaining('You wrote the rules'),
    });
    const stand = await addPerson(loop, 'Sora', ['finance_approver']);
    const days = { startsOn: '2026-11-01', endsOn: '2027-12-31', reason: '' };
    await createDelegation({ ctx: mei, input: { toPersonId: stand.actor.id, ...days } });
    await expect(decide(stand)).rejects.toMatchObject({ code: 'approval.not_an_approver' });
    const { items } = await listInbox({ ctx: stand, input: { whose: 'mine', limit: 100 } });
    expect(items.filter(({ invoiceId: id }) => id === invoiceId)).toEqual([]);
    await decide(ren);
    await loop.hub.drain();
    expect((await loop.invoices()).at(-1)?.documentStatus).toBe('issued');
  });
});

describe('the database itself', () => {
  test.each([
    ['content of a version in force', `definition = '{}'`, /never edited/],
    ['the entity of a draft', `entity_id = 'ent_other'`, /never edited/],
    ['a step back', `status = 'draft'`, /does not become draft/],
  ])('refuses to change %s', async (_what, set, message) => {
    const { id } = await work.live();
    await expect(
      loop.hub.database.owner.unsafe(`update rule_sets set ${set} where id = '${id}'`),
    ).rejects.toThrow(message);
  });

  test('refuses an author as reviewer, an author as publisher, and rules that nobody reviewed', async () => {
    const versionId = await work.draft(addRule);
    await submitRules({ ctx: author(), input: { versionId } });
    const move = (set: object) =>
      inOrganization((tx) => tx.update(ruleSets).set(set).where(eq(ruleSets.id, versionId)));
    const isRefused = (constraint: string) =>
      expect.objectContaining({ cause: expect.objectContaining({ constraint_name: constraint }) });
    await expect(move({ status: 'reviewed', reviewer: author().actor })).rejects.toEqual(
      isRefused('rule_sets_reviewed_by_another'),
    );
    await expect(move({ status: 'reviewed' })).rejects.toEqual(isRefused('rule_sets_reviewed'));
    await move({ status: 'reviewed', reviewer: mei.actor });
    await expect(move({ status: 'published', publisher: author().actor })).rejects.toEqual(
      isRefused('rule_sets_published_by_another'),
    );
    await withdrawRules({ ctx: author(), input: { versionId } });
  });

  test('refuses a second version in force and a draft without one of its editors', async () => {
    const versionId = await work.draft(addRule);
    await work.review(versionId);
    await expect(
      inOrganization((tx) =>
        tx.execute(
          sql`update rule_sets set status = 'published', publisher = reviewer where id = ${versionId}`,
        ),
      ),
    ).rejects.toMatchObject({ cause: { constraint_name: 'rule_sets_one_published' } });
    await withdrawRules({ ctx: author(), input: { versionId } });
    await expect(
      inOrganization((tx) => tx.execute(sql`update rule_sets set editors = '[]' where id = ${versionId}`)),
    ).rejects.toMatchObject({ cause: { message: expect.stringMatching(/never edited/) } });
  });
});
