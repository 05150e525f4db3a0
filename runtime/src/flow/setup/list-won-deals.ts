import { and, desc, eq, notInArray } from 'drizzle-orm';
import { deals, invoices } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** A won deal, and the invoice that it became already. */
export type WonDeal = { id: string; title: string; currency: string; invoiceId: string | null };

const DEALS_MAX = 20;

/** The won deals that arrived last, newest first. */
export async function listWonDeals({ ctx }: { ctx: Ctx }): Promise<WonDeal[]> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select({ id: deals.id, title: deals.title, currency: deals.currency, invoiceId: invoices.id })
      .from(deals)
      .leftJoin(
        invoices,
        and(eq(invoices.dealId, deals.id), notInArray(invoices.documentStatus, ['discarded', 'voided'])),
      )
      .where(eq(deals.isWon, true))
      .orderBy(desc(deals.id))
      .limit(DEALS_MAX),
  );
}
