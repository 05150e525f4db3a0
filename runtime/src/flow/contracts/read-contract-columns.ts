import { type SQL, sql } from 'drizzle-orm';
import { customers, entities, invoiceLines, invoices, sourceLinks } from '../../db/schema/index.ts';

// Columns are named in full by hand: in a list of one table's columns drizzle leaves the table's name out, and within a
// sub-select the bare name would be another table's.

/**
 * How a contract stands: parked waits for somebody; finished has everything that was agreed on issued invoices; ended is
 * past its last day with nothing left to bill.
 */
export const CONTRACT_STATES = ['running', 'parked', 'finished', 'ended'] as const;

/** One of them. */
export type ContractState = (typeof CONTRACT_STATES)[number];

/** The state of a contract at an instant, by the day of its entity. */
export const contractState = (now: Date): SQL<ContractState> => sql<ContractState>`
  case
    when contracts.parked is not null then 'parked'
    when contracts.is_complete then case when exists (
      select from ${invoiceLines} l
      join ${invoices} i on i.organization_id = l.organization_id and i.id = l.invoice_id
      where l.organization_id = contracts.organization_id and l.contract_id = contracts.id and l.is_live
        and i.number is null) then 'running' else 'finished' end
    when contracts.form in ('subscription', 'order') and contracts.next_run_on is null
      and contracts.body ->> 'endsOn' < (
      select to_char(${now.toISOString()}::timestamptz at time zone e.time_zone, 'YYYY-MM-DD')
      from ${entities} e
      where e.currency = contracts.currency or contracts.currency = any (e.invoice_currencies)
      order by e.currency = contracts.currency desc, e.id limit 1) then 'ended'
    else 'running'
  end`;

/** Our id of a contract's customer, null while it is not here; found as `loadCustomerOfDeal` finds it. */
export const customerIdOfContract: SQL<string | null> = sql<string | null>`coalesce(
  (select c.canonical_id from ${sourceLinks} own
    join ${sourceLinks} c on c.organization_id = own.organization_id and c.kind = 'customer'
      and c.system = own.system and c.connection_id is not distinct from own.connection_id
      and c.external_id = contracts.body ->> 'customerKey'
    where own.organization_id = contracts.organization_id and own.kind = 'contract'
      and own.canonical_id = contracts.id limit 1),
  (select u.id from ${customers} u where u.organization_id = contracts.organization_id
    and u.id = contracts.body ->> 'customerKey'))`;

/** Net of the live lines on a contract's issued invoices, in minor units, as text. */
export const bookedMinorOfContract: SQL<string> = sql<string>`(
  select coalesce(sum(l.net_minor), 0)::text from ${invoiceLines} l
    join ${invoices} i on i.organization_id = l.organization_id and i.id = l.invoice_id
  where l.organization_id = contracts.organization_id and l.contract_id = contracts.id
    and l.is_live and i.number is not null)`;
