import { and, eq, notInArray } from 'drizzle-orm';
import { invoices, sourceLinks } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** The invoice that a deal of a system became, once it was mapped and drafted; undefined until then. */
export async function findDraftedDeal({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { system: string; externalId: string };
}): Promise<string | undefined> {
  authorise(ctx, 'read');
  const [found] = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select({ id: invoices.id })
      .from(sourceLinks)
      .innerJoin(invoices, eq(invoices.dealId, sourceLinks.canonicalId))
      .where(
        and(
          eq(sourceLinks.system, input.system),
          eq(sourceLinks.externalId, input.externalId),
          eq(sourceLinks.kind, 'deal'),
          notInArray(invoices.documentStatus, ['discarded', 'voided']),
        ),
      ),
  );
  return found?.id;
}
