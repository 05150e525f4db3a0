import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { connections, sourceLinks } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { openConnection } from '../find-connection.ts';
import { loadDocument } from '../load-document.ts';
import { loadStanding } from '../read/load-standing.ts';
import { pushRecord } from './push-record.ts';

/**
 * Shows an invoice on the deal that it came from: number, status, link, total and balance as they are now. A deal that
 * was pushed, by a file or a flow, has no CRM to be told.
 * Nothing is written when the CRM holds all of it already.
 */
export async function syncToCrm({ ctx, input }: { ctx: Ctx; input: { invoiceId: string } }): Promise<void> {
  const loaded = await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const document = await loadDocument(tx, input.invoiceId);
    if (document.dealId === null) return undefined;
    const [link] = await tx
      .select({ connectionId: connections.id, externalId: sourceLinks.externalId })
      .from(sourceLinks)
      .innerJoin(connections, and(eq(connections.id, sourceLinks.connectionId), eq(connections.role, 'crm')))
      .where(and(eq(sourceLinks.kind, 'deal'), eq(sourceLinks.canonicalId, document.dealId)));
    return {
      document,
      dealId: document.dealId,
      link,
      standing: await loadStanding(tx, ctx, input.invoiceId),
    };
  });
  if (loaded?.link == null) return;
  const { connection, connector } = await openConnection(
    ctx.deps,
    ctx.organizationId,
    loaded.link.connectionId,
  );
  if (connection.isPaused)
    throw new AppError('connection.paused', { detail: `${connection.name} is paused.` });
  await pushRecord(ctx, {
    connection,
    connector,
    object: 'deal',
    canonicalKind: 'deal',
    canonicalId: loaded.dealId,
    matchKey: loaded.link.externalId,
    externalId: loaded.link.externalId,
    fields: {
      invoiceNumber: loaded.document.number,
      invoiceStatus: loaded.standing.displayStatus,
      invoiceUrl: `${ctx.deps.publicBaseUrl}/invoices/${input.invoiceId}`,
      invoiceTotal: loaded.document.totals.payable,
      invoiceBalance: loaded.standing.balance,
    },
    references: {},
  });
}
