import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askOf } from '../../../runtime/src/core/approvals/asked-step.ts';
import {
  SEGREGATION_RULES,
  type SegregationRule,
} from '../../../runtime/src/core/approvals/segregation-rules.ts';
import { auditEntries, ruleSets } from '../../../runtime/src/db/schema/index.ts';
import { findDecisionRight } from '../../../runtime/src/flow/approve/find-decision-right.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { getInvoice } from '../../../runtime/src/flow/read/get-invoice.ts';
import { publishRules } from '../../../runtime/src/flow/rules/publish-rules.ts';
import { reviewRules } from '../../../runtime/src/flow/rules/review-rules.ts';
import { submitRules } from '../../../runtime/src/flow/rules/submit-rules.ts';
import { listSegregation } from '../../../runtime/src/flow/segregation/list-segregation.ts';
import { switchSegregation } from '../../../runtime/src/flow/segregation/switch-segregation.ts';
import { ruleOf, workOnRules } from '../rules/support/work-on-rules.ts';
import { type ApprovalsAtWork, financeStep, workOnApprovals } from './support/work-on-approvals.ts';

let work: ApprovalsAtWork;
beforeAll(async () => {
  work = await workOnApprovals();
});
afterAll(() => work.loop.hub.close());

const set = (rule: SegregationRule, isOn: boolean, ctx: Ctx = work.author): Promise<void> =>
  switchSegregation({ ctx, input: { rule, isOn, reason: 'There are two of us.' } });
beforeEach(async () => {
  for (const rule of SEGREGATION_RULES) await set(rule, true);
});

/** Aiko owns the deals; this asks her. */
const askAuthor = () => work.waiting([financeStep({ asks: [askOf('person', work.author.actor.id)] })]);

describe('a rule of segregation', () => {
  test('holds unless an administrator in person switches it off with a reason, which is on record', async () => {
    expect((await listSegregation({ ctx: work.mei })).map(({ isOn }) => isOn)).toEqual(
      SEGREGATION_RULES.map(() => true),
    );
    await expect(set('creator', false, work.mei)).rejects.toMatchObject({ code: 'auth.scope_missing' });
    const machine: Ctx = { ...work.author, actor: { kind: 'api_key', id: 'key_1', name: 'n8n' } };
    await expect(set('creator', false, machine)).rejects.toMatchObject({ code: 'approval.person_required' });
    await set('creator', false);
    await set('creator', false);
    const [creator] = await listSegregation({ ctx: work.mei });
    expect(creator).toMatchObject({
      rule: 'creator',
      isOn: false,
      switchedOff: { by: { name: 'Aiko' }, reason: 'There are two of us.' },
    });
    const entries = await work.inOrganization((tx) =>
      tx.select().from(auditEntries).where(eq(auditEntries.action, 'segregation.switch_off')),
    );
    expect(entries).toMatchObject([{ objectId: 'creator', reason: 'There are two of us.' }]);
  });

  test('each keeps an author out by itself, and all that are off are named by the decision', async () => {
    const invoiceId = await askAuthor();
    const requestId = await work.requestOf(invoiceId);
    const right = () => findDecisionRight({ ctx: work.author, input: { requestId } });
    const refused = { code: 'approval.author_cannot_approve' };
    expect(await right()).toEqual({ right: 'own' });
    await set('creator', false);
    // Aiko edited it last as well, which is a rule of its own.
    await expect(work.decide(work.author, invoiceId)).rejects.toMatchObject(refused);
    expect(await work.isWaitingFor(work.author, invoiceId)).toBe(false);
    await set('last_editor', false);
    expect(await work.isWaitingFor(work.author, invoiceId)).toBe(true);
    expect(await right()).toEqual({
      right: 'may',
      actingFor: null,
      liftedRules: ['creator', 'last_editor'],
    });
    await work.decide(work.author, invoiceId);
    const { decisions } = await getInvoice({ ctx: work.mei, input: { invoiceId } });
    expect(decisions).toMatchObject([{ actor: { name: 'Aiko' }, liftedRules: ['creator', 'last_editor'] }]);
  });

  test('that is off is not named by a decision of somebody whom it would not have kept out', async () => {
    await set('creator', false);
    await set('last_editor', false);
    const invoiceId = await work.waiting();
    await work.decide(work.approver, invoiceId);
    const { decisions } = await getInvoice({ ctx: work.mei, input: { invoiceId } });
    expect(decisions).toMatchObject([{ actor: { name: 'Ken' }, liftedRules: [] }]);
  });

  test('lets authors of rules review and publish them while it is off, and the database agrees', async () => {
    const rules = workOnRules(work.loop, () => work.mei);
    const versionId = await rules.draft((those) => [...those, ruleOf('small-team', 'totalMinor > 1')]);
    await submitRules({ ctx: work.author, input: { versionId } });
    const review = () => reviewRules({ ctx: work.author, input: { versionId, decision: 'approve' } });
    await expect(review()).rejects.toMatchObject({ code: 'rules.review_refused' });
    await set('own_rules', false);
    await review();
    await publishRules({ ctx: work.author, input: { versionId } });
    expect(await rules.get(versionId)).toMatchObject({ status: 'published' });
    const published = await work.inOrganization((tx) =>
      tx.select().from(auditEntries).where(eq(auditEntries.objectId, versionId)),
    );
    const publish = published.find(({ action }) => action === 'rules.publish');
    expect(publish).toMatchObject({ after: { liftedRules: ['own_rules'] } });
    // Once it holds again, what was put in force stays and can be taken out of force.
    await set('own_rules', true);
    await work.inOrganization((tx) =>
      tx.update(ruleSets).set({ status: 'retired' }).where(eq(ruleSets.id, versionId)),
    );
  });
});
