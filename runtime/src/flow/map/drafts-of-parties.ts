import { and, eq, inArray, isNotNull, ne, notExists, sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { dealParties, deals, invoices, sourceLinks } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { NewJob } from '../jobs.ts';

/** A customer or contact by the key that deals of the same connection name it with. */
export type Party = {
  kind: 'customer' | 'contact';
  system: string;
  connectionId: string | null;
  externalId: string;
};

/**
 * Draft jobs for the won deals that name one of these parties and have no issued invoice: what is printed of a party
 * comes from it, and a deal that was refused because it was missing can be drafted now.
 */
export async function draftsOfParties(tx: Tx, ctx: Ctx, parties: Party[]): Promise<NewJob<'draft'>[]> {
  if (parties.length === 0) return [];
  const wanted = JSON.stringify(parties);
  const isOfSource = sql`exists (
    select from jsonb_to_recordset((${wanted}::text)::jsonb)
      as party (kind text, system text, "connectionId" text, "externalId" text)
    where party.kind = ${dealParties.kind} and party."externalId" = ${dealParties.key}
      and party.system = ${sourceLinks.system}
      and party."connectionId" is not distinct from ${sourceLinks.connectionId})`;
  const issued = tx
    .select({ id: invoices.id })
    .from(invoices)
    .where(
      and(
        eq(invoices.organizationId, deals.organizationId),
        eq(invoices.dealId, deals.id),
        isNotNull(invoices.number),
        ne(invoices.documentStatus, 'voided'),
      ),
    );
  const rows = await tx
    .selectDistinct({ id: deals.id })
    .from(dealParties)
    .innerJoin(
      deals,
      and(eq(deals.organizationId, dealParties.organizationId), eq(deals.id, dealParties.dealId)),
    )
    .innerJoin(
      sourceLinks,
      and(
        eq(sourceLinks.organizationId, deals.organizationId),
        eq(sourceLinks.kind, 'deal'),
        eq(sourceLinks.canonicalId, deals.id),
      ),
    )
    .where(
      and(
        inArray(dealParties.key, [...new Set(parties.map((party) => party.externalId))]),
        isOfSource,
        eq(deals.isWon, true),
        notExists(issued),
      ),
    );
  return rows.map(({ id }) => ({
    stage: 'draft',
    key: id,
    payload: { organizationId: ctx.organizationId, requestId: ctx.requestId, dealId: id },
  }));
}
