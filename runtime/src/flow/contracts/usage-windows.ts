import { type SQL, sql } from 'drizzle-orm';
import type { BillingPeriod } from '../../core/billing/subscription/billing-periods.ts';
import { usageClosesAt } from '../../core/billing/usage/usage-closes-at.ts';
import { usageWindow } from '../../core/billing/usage/usage-window.ts';
import { billingEvents, records, sourceLinks } from '../../db/schema/index.ts';
import type { ContractSource } from './load-contract.ts';

/** The instants of a period, ISO 8601: its own, and the one from which on its usage is not taken any more. */
export type UsageWindowRow = {
  place: number;
  meter: string;
  from: string;
  to: string;
  closes: string | null;
};

/** The instants of periods, each with its place among them; days are the entity's. */
export const toUsageWindows = (periods: readonly BillingPeriod[], timeZone: string): UsageWindowRow[] =>
  periods.map(({ item, period }, place) => {
    const { from, to } = usageWindow(period, timeZone);
    const closes = usageClosesAt(item, period, timeZone)?.toISOString() ?? null;
    return { place, meter: item.meter, from: from.toISOString(), to: to.toISOString(), closes };
  });

/** The windows as a table `w` of a statement. */
export const windowTable = (windows: readonly UsageWindowRow[]): SQL => sql`
  jsonb_to_recordset((${JSON.stringify(windows)}::text)::jsonb)
    as w (place integer, meter text, "from" timestamptz, "to" timestamptz, closes timestamptz)`;

/** True for usage `e` of a contract by the meter of a window `w`, whenever it was. */
export const isOfMeter = ({ externalId, system, connectionId }: ContractSource): SQL => sql`
  e.contract_key = ${externalId} and e.meter = w.meter and e.kind = 'usage'
  and e.system = ${system} and e.connection_id is not distinct from ${connectionId}`;

/** True for usage `e` within the days of a window `w`. */
export const IS_WITHIN: SQL = sql`e.occurred_at >= w."from" and e.occurred_at < w."to"`;

/**
 * True for usage `e` that came in time for a window `w`. When it was first received counts, whatever became of it then: one
 * whose mapping failed at first is not late, nor is what is corrected later.
 */
export const IS_TAKEN: SQL = sql`(w.closes is null or e.created_at < w.closes or exists (
  select from ${sourceLinks} s
  join ${records} r on r.organization_id = s.organization_id and r.system = s.system and r.object = s.object
    and r.external_id = s.external_id and r.connection_id is not distinct from s.connection_id
  where s.organization_id = e.organization_id and s.kind = 'billing_event' and s.canonical_id = e.id
    and r.received_at < w.closes))`;

/** The facts of contracts as `e`. */
export const EVENTS: SQL = sql`${billingEvents} e`;
