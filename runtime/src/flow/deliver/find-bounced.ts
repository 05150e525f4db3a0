import { sql } from 'drizzle-orm';
import type { Recipient } from '../../core/invoice/document.ts';
import type { Tx } from '../../db/open-database.ts';

/** A recipient whose last mail from us came back. */
export type BouncedRecipient = { email: string; at: Date; reason: string | null };

/** Every mail to a customer that went out: its id, recipients and time. */
const mailsTo = (customerId: string) => sql`(
    select s.id, s.recipients, s.queued_at from send_attempts s
      join invoices i on i.organization_id = s.organization_id and i.id = s.invoice_id
      where i.customer_id = ${customerId} and (s.state = 'sent' or s.reported is not null)
    union all
    select d.id, d.recipients, d.queued_at from reminders d
      where d.customer_id = ${customerId} and (d.state = 'sent' or d.reported is not null)
  )`;

/**
 * Those of a customer's recipients whose last mail came back, invoices and reminders alike: the next one may come back as
 * well. Whose address has had a mail since that did not come back is not among them.
 */
export async function findBounced(
  tx: Tx,
  { customerId, recipients }: { customerId: string; recipients: readonly Recipient[] },
): Promise<BouncedRecipient[]> {
  const emails = await everBounced(tx, recipients);
  if (emails.length === 0) return [];
  const rows = await tx.execute<{ email: string; micros: string; reason: string | null }>(sql`
    select distinct on (lower(r.recipient)) lower(r.recipient) as email, r.reason,
      (extract(epoch from r.occurred_at) * 1000000)::bigint::text as micros
    from delivery_reports r join ${mailsTo(customerId)} m on m.id = coalesce(r.attempt_id, r.reminder_id)
    where r.kind = 'bounced' and lower(r.recipient) = any(${sql.param(emails)}::text[])
      and not exists (select 1 from ${mailsTo(customerId)} l, jsonb_array_elements(l.recipients) named
        where l.id <> m.id and l.queued_at > m.queued_at and lower(named ->> 'email') = lower(r.recipient)
          and not exists (select 1 from delivery_reports o where o.kind = 'bounced'
            and coalesce(o.attempt_id, o.reminder_id) = l.id and lower(o.recipient) = lower(r.recipient)))
    order by lower(r.recipient), m.queued_at desc`);
  return rows.flatMap(({ email, micros, reason }) => {
    const named = recipients.find((recipient) => recipient.email.toLowerCase() === email);
    return named === undefined
      ? []
      : [{ email: named.email, at: new Date(Number(BigInt(micros) / 1000n)), reason }];
  });
}

/** Those of whom any mail came back, in lower case: for all others, nearly always all, no mail is looked at. */
async function everBounced(tx: Tx, recipients: readonly Recipient[]): Promise<string[]> {
  const emails = recipients.map(({ email }) => email.toLowerCase());
  const rows = await tx.execute<{ email: string }>(sql`
    select distinct lower(r.recipient) as email from delivery_reports r
    where r.kind = 'bounced' and lower(r.recipient) = any(${sql.param(emails)}::text[])`);
  return rows.map(({ email }) => email);
}
