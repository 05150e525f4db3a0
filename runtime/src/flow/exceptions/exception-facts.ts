import { inArray, type SQL, sql } from 'drizzle-orm';
import type { ExceptionKind } from '../../core/exception-kinds.ts';
import type { Ctx } from '../context.ts';
import { grantedContracts } from '../contracts/read-granted-contracts.ts';

/**
 * The facts that are exceptions, as one select per kind with the same columns: kind, occurrence, object_kind, object_id,
 * invoice_id, name, code, text (en, ja) or null, amount_minor, currency, since. The occurrence names it for as long as it
 * lasts: what was mended and fails again has another. Each is within the granted entities.
 */
export function exceptionFacts(ctx: Ctx, kinds: readonly ExceptionKind[]): SQL {
  const facts: Record<ExceptionKind, (ctx: Ctx) => SQL> = FACTS;
  return sql.join(
    kinds.map((kind) => facts[kind](ctx)),
    sql` union all `,
  );
}

/** Only those with every entity see what belongs to none. */
const isOfAll = (ctx: Ctx): SQL => (ctx.entityIds === null ? sql`true` : sql`false`);

const isGranted = (ctx: Ctx, column: SQL): SQL =>
  ctx.entityIds === null ? sql`true` : inArray(column, [...ctx.entityIds]);

/** Money that fits no legal entity is looked at as late as with the default of one. */
const UNKNOWN_PENDING_DAYS_MAX = 7;

/** What a contract waits for is named by what was found, so that another finding is another exception. */
const findingsOf = (ctx: Ctx, kind: ExceptionKind, column: SQL, where: SQL): SQL => sql`
  select ${kind}::text as kind, contracts.id || '/' || md5(${column}::text) as occurrence, 'contract' as object_kind,
    contracts.id as object_id, null::text as invoice_id, contracts.title as name,
    coalesce(${column} -> 0 ->> 'code', '') as code, ${column} -> 0 -> 'text' as text,
    null::bigint as amount_minor, null::text as currency, contracts.updated_at as since
  from contracts where ${where} and ${grantedContracts(ctx) ?? sql`true`}`;

/**
 * Findings that a person can do something about. The others say what is still to come, such as a milestone that waits for
 * its acceptance. As a literal, so that the partial index `contracts_to_look_at` answers.
 */
const TO_LOOK_AT = sql.raw(`'$[*] ? (@.level != "info" && @.code != "milestone.not_accepted")'`);

/** Whom it did not reach, and why in the words of the mail server, which are the same in every language. */
const SAID_IN_BOTH = sql.raw(
  `(select jsonb_build_object('en', said, 'ja', said) from concat_ws(': ', r.recipient, r.reason) said)`,
);

const FACTS: Record<ExceptionKind, (ctx: Ctx) => SQL> = {
  stopped_work: (ctx) => sql`
    select 'stopped_work'::text as kind, d.id as occurrence, 'dead_letter' as object_kind, d.id as object_id,
      i.id as invoice_id, coalesce(i.buyer ->> 'name', deal.title, d.job_key) as name, d.queue || ' ' || d.code as code,
      null::jsonb as text, i.payable_minor as amount_minor, i.currency as currency, d.first_failed_at as since
    from dead_letters d
    left join invoices i on i.organization_id = d.organization_id and i.id = d.payload ->> 'invoiceId'
    left join deals deal on deal.organization_id = d.organization_id and deal.id = d.payload ->> 'dealId'
    where d.state = 'dead' and (${isOfAll(ctx)} or ${isGranted(ctx, sql`i.entity_id`)})`,
  // One whose job stopped is stopped work.
  refused_draft: (ctx) => sql`
    select 'refused_draft'::text, r.invoice_id || '/' || extract(epoch from r.refused_at)::text, 'invoice', i.id, i.id,
      i.buyer ->> 'name', r.findings -> 0 ->> 'code', r.findings -> 0 -> 'text', i.payable_minor, i.currency, r.refused_at
    from submission_refusals r
    join invoices i on i.organization_id = r.organization_id and i.id = r.invoice_id
    where r.resolved_at is null and i.document_status = 'draft' and ${isGranted(ctx, sql`i.entity_id`)}
      and not exists (select 1 from dead_letters d where d.organization_id = r.organization_id and d.state = 'dead'
        and d.queue = 'submit' and d.subject_key = r.invoice_id)`,
  // A delivery whose job stopped is stopped work; and what was sent anew is no exception any more.
  delivery: (ctx) => sql`
    select 'delivery'::text, s.id, 'invoice', i.id, i.id, i.buyer ->> 'name', s.state, null::jsonb, i.payable_minor,
      i.currency, coalesce(s.ended_at, s.queued_at)
    from send_attempts s join invoices i on i.organization_id = s.organization_id and i.id = s.invoice_id
    where s.state in ('unknown', 'failed') and s.reported is null and ${isGranted(ctx, sql`i.entity_id`)}
      and not exists (select 1 from send_attempts l where l.organization_id = s.organization_id
        and l.invoice_id = s.invoice_id and l.id > s.id)
      and not exists (select 1 from dead_letters d where d.organization_id = s.organization_id and d.state = 'dead'
        and d.queue = 'deliver' and d.payload ->> 'invoiceId' = s.invoice_id)`,
  // Of each recipient, until a later mail of the same goes out or a person sees to it in another way.
  bounce: (ctx) => sql`
    select 'bounce'::text, r.id, 'delivery_report', r.id, i.id, i.buyer ->> 'name',
      case when m.is_reminder then 'reminder_bounced' else 'bounced' end, ${SAID_IN_BOTH}, i.payable_minor, i.currency, r.created_at
    from delivery_reports r
    cross join lateral (
      select s.invoice_id, false as is_reminder, exists (select 1 from send_attempts l
          where l.organization_id = s.organization_id and l.invoice_id = s.invoice_id and l.id > s.id
            and (l.state = 'sent' or l.reported is not null)) as is_over
        from send_attempts s where s.organization_id = r.organization_id and s.id = r.attempt_id
      union all
      select (select min(t.invoice_id) from reminder_items t
            where t.organization_id = d.organization_id and t.reminder_id = d.id), true,
          exists (select 1 from reminders l where l.organization_id = d.organization_id and l.entity_id = d.entity_id
            and l.customer_id = d.customer_id and l.id > d.id and (l.state = 'sent' or l.reported is not null))
        from reminders d where d.organization_id = r.organization_id and d.id = r.reminder_id
    ) m
    join invoices i on i.organization_id = r.organization_id and i.id = m.invoice_id
    where r.kind = 'bounced' and not m.is_over and i.document_status = 'issued' and ${isGranted(ctx, sql`i.entity_id`)}
      and not exists (select 1 from bounce_closings c where c.organization_id = r.organization_id and c.report_id = r.id)`,
  sync_drift: (ctx) => sql`
    select 'sync_drift'::text, l.connection_id || '/' || l.object || '/' || l.canonical_id || '/'
        || coalesce(extract(epoch from l.last_synced_at)::text, ''), 'connection', l.connection_id, i.id,
      coalesce(i.buyer ->> 'name', c.name), l.state, null::jsonb, i.payable_minor, i.currency,
      coalesce(l.last_synced_at, c.created_at)
    from sync_links l join connections c on c.organization_id = l.organization_id and c.id = l.connection_id
    left join invoices i on i.organization_id = l.organization_id and i.id = l.canonical_id
    where l.state in ('drift', 'failed') and (${isOfAll(ctx)} or ${isGranted(ctx, sql`i.entity_id`)})`,
  parked_contract: (ctx) =>
    findingsOf(ctx, 'parked_contract', sql`contracts.parked`, sql`contracts.parked is not null`),
  contract_finding: (ctx) =>
    findingsOf(
      ctx,
      'contract_finding',
      sql`jsonb_path_query_array(contracts.findings, ${TO_LOOK_AT})`,
      sql`contracts.parked is null and jsonb_path_exists(contracts.findings, ${TO_LOOK_AT})`,
    ),
  dispute: (ctx) => sql`
    select 'dispute'::text, d.id, 'invoice', i.id, i.id, i.buyer ->> 'name',
      case when d.reopens_id is null then d.cause else 'reopened' end, null::jsonb, d.amount_minor, i.currency,
      d.opened_at
    from disputes d join invoices i on i.organization_id = d.organization_id and i.id = d.invoice_id
    where d.state = 'open' and ${isGranted(ctx, sql`i.entity_id`)}`,
  // Named by how often something was taken off it as well: money that comes loose again is a new exception.
  unallocated_money: (ctx) => sql`
    select 'unallocated_money'::text, p.id || '/' || (select count(a.reverses_id) from allocations a
        where a.organization_id = p.organization_id and a.payment_id = p.id), 'payment', p.id,
      (select i.id from invoices i where i.organization_id = p.organization_id and i.number = p.invoice_number),
      coalesce(c.name, p.reference, ''), 'unallocated', null::jsonb, p.unapplied_minor, p.currency, p.created_at
    from payments p left join customers c on c.organization_id = p.organization_id and c.id = p.customer_id
    where p.state = 'settled' and p.unapplied_minor > 0
      and (${isOfAll(ctx)} or ${isGranted(ctx, sql`p.entity_id`)})`,
  // As old as the money is on its way, in the days of its legal entity; over once it is in, failed or went back.
  pending_money: (ctx) => sql`
    select 'pending_money'::text, p.id, 'payment', p.id, i.id, coalesce(c.name, p.reference, ''), p.state, null::jsonb,
      p.amount_minor, p.currency, p.received_on::timestamp at time zone coalesce(e.time_zone, 'UTC')
    from payments p
    left join invoices i on i.organization_id = p.organization_id and i.id = p.pending_invoice_id
    left join customers c on c.organization_id = p.organization_id and c.id = p.customer_id
    left join entities e on e.organization_id = p.organization_id and e.id = p.entity_id
    where p.state = 'processing' and (${isOfAll(ctx)} or ${isGranted(ctx, sql`p.entity_id`)})
      and (p.received_on + coalesce(e.pending_money_days_max, ${UNKNOWN_PENDING_DAYS_MAX}))::timestamp
        at time zone coalesce(e.time_zone, 'UTC') <= ${ctx.deps.clock.now().toISOString()}::timestamptz`,
  paused_connection: (ctx) => sql`
    select 'paused_connection'::text, c.id || '/' || coalesce(p.id, ''), 'connection', c.id, null::text, c.name, 'paused',
      null::jsonb, null::bigint, null::text, coalesce(p.occurred_at, c.created_at)
    from connections c left join lateral (
      select a.id, a.occurred_at from audit_entries a where a.organization_id = c.organization_id
        and a.object_kind = 'connection' and a.object_id = c.id and a.action = 'connection.pause'
      order by a.id desc limit 1
    ) p on true
    where c.is_paused and (${isOfAll(ctx)} or ${isGranted(ctx, sql`c.entity_id`)})`,
  disabled_endpoint: (ctx) => sql`
    select 'disabled_endpoint'::text, w.id || '/' || extract(epoch from w.disabled_at)::text, 'webhook_endpoint', w.id, null::text, w.url,
      w.disabled_reason, null::jsonb, null::bigint, null::text, w.disabled_at
    from webhook_endpoints w
    where w.state = 'disabled' and w.disabled_reason is not null and ${isOfAll(ctx)}`,
};
