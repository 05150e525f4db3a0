import { type SQL, sql } from 'drizzle-orm';
import type { SegregationRule } from '../../core/approvals/segregation-rules.ts';
import { isAnyOf } from '../../db/is-any-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalDecisions, approvalRequests, invoices, ruleSets } from '../../db/schema/index.ts';
import { type Acting, loadActing } from '../approve/load-acting.ts';
import { loadKeysMadeBy } from '../auth/load-keys-made-by.ts';
import type { Ctx } from '../context.ts';
import { loadSwitchedOff } from '../segregation/load-switched-off.ts';

/**
 * The condition under which an open request, joined with its invoice, waits for the viewer: what decideApproval asks
 * of an approver, so that nobody is shown work that they would be refused.
 */
export async function awaitsViewer(tx: Tx, ctx: Ctx): Promise<SQL> {
  return (await readViewerRight(tx, ctx)).awaits;
}

/** What may be asked of an open request, joined with its invoice, about the viewer. */
export type ViewerRight = {
  /** True where it waits for the viewer. */
  awaits: SQL<boolean>;
  /** Of one that waits for the viewer, the name of the person in whose place; null for the viewer themselves. */
  actingFor: SQL<string | null>;
};

/** As `awaitsViewer`, and besides in whose place: the first that fits, as a decision takes it. */
export async function readViewerRight(tx: Tx, ctx: Ctx): Promise<ViewerRight> {
  const isApprover = ctx.actor.kind === 'person' && ctx.permissions.has('approve');
  const acting = isApprover ? await loadActing(tx, ctx) : [];
  if (acting.length === 0) return { awaits: sql`false`, actingFor: sql`null::text` };
  const viewer = ctx.actor.id;
  const bars: Bars = { switchedOff: await loadSwitchedOff(tx), keysOf: await loadKeysMadeBy(tx) };
  const mine = sql.join(
    acting.map((one) => mayDecideAs(one, bars)),
    sql` or `,
  );
  const names = acting.map(
    (one) => sql`when ${mayDecideAs(one, bars)} then ${one.personId === viewer ? null : one.name}::text`,
  );
  return {
    awaits: sql`(${approvalRequests.state} = 'open' and ${isGranted(ctx.entityIds)}
    and ${isNotBarred(viewer, bars)} and ${hasNotDecided(viewer)} and (${mine}))`,
    actingFor: sql`case ${sql.join(names, sql` `)} end`,
  };
}

/** What keeps people from decisions, as far as it is the same for every request. */
type Bars = {
  switchedOff: ReadonlySet<SegregationRule>;
  keysOf: Awaited<ReturnType<typeof loadKeysMadeBy>>;
};

const mayDecideAs = ({ personId, asks, entityIds }: Acting, bars: Bars): SQL =>
  sql`(${approvalRequests.asks} && ${sql.param(asks)}::text[] and ${isGranted(entityIds)}
    and ${isNotBarred(personId, bars)} and ${hasNotDecided(personId)})`;

function isGranted(entityIds: readonly string[] | null): SQL {
  return entityIds === null ? sql`true` : (isAnyOf(invoices.entityId, [...entityIds]) ?? sql`false`);
}

const isPerson = (actor: SQL, personId: string): SQL =>
  sql`(${actor} ->> 'kind' = 'person' and ${actor} ->> 'id' = ${personId})`;

/** As `loadBarred` says, by the rules that hold. */
function isNotBarred(personId: string, { switchedOff, keysOf }: Bars): SQL {
  const keyIds = keysOf.get(personId) ?? [];
  const isTheirs = (actor: SQL): SQL =>
    keyIds.length === 0
      ? isPerson(actor, personId)
      : sql`(${isPerson(actor, personId)} or ${actor} ->> 'id' = any(${sql.param(keyIds)}::text[]))`;
  const holding: [SegregationRule, SQL][] = [
    [
      'creator',
      sql`not ${isPerson(sql`${approvalRequests.requestedBy}`, personId)}
        and not ${isPerson(sql`${invoices.createdBy}`, personId)}
        and not (${approvalRequests.command} is not null and ${isTheirs(sql`${approvalRequests.requestedBy}`)})`,
    ],
    [
      'last_editor',
      sql`not ${isTheirs(sql`${invoices.lastEditedBy}`)}
        and not exists (select 1 from jsonb_each(${invoices.edits}) e where ${isTheirs(sql`(e.value -> 'by')`)})`,
    ],
    ['rule_editor', isNotRuleEditor(personId)],
  ];
  const conditions = holding.flatMap(([rule, condition]) => (switchedOff.has(rule) ? [] : [condition]));
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

const isNotRuleEditor = (personId: string): SQL =>
  sql`not exists (select 1 from ${ruleSets} r where r.organization_id = ${approvalRequests.organizationId}
    and r.id = ${approvalRequests.ruleSetId} and r.editors @> ${JSON.stringify([{ id: personId }])}::text::jsonb)`;

const hasNotDecided = (personId: string): SQL =>
  sql`not exists (select 1 from ${approvalDecisions} d
    join ${approvalRequests} q on q.organization_id = d.organization_id and q.id = d.request_id
    where d.organization_id = ${approvalRequests.organizationId} and d.invoice_id = ${approvalRequests.invoiceId}
    and q.chain_id = ${approvalRequests.chainId} and d.decision = 'approved' and (${isPerson(sql`d.actor`, personId)} or d.acting_for = ${personId}))`;
