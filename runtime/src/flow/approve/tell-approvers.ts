import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { approvalRequests, entities, invoices } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { approvalMail } from './approval-mail.ts';
import { loadAsked } from './load-asked.ts';
import { loadBarred } from './load-barred.ts';

/** Which request, and why its people are written to. */
export type TellApproversInput = { approvalId: string; why: 'asked' | 'reminder' | 'escalation' };

/**
 * Mails everybody whom an open request asks, each once a reason: the Message-ID is made of both, so that a mail that is
 * sent again is the same mail. It links to the invoice, where somebody who is signed in decides; a link decides nothing.
 * Throws `delivery.unavailable`, which is tried again, or `delivery.refused`.
 */
export async function tellApprovers({ ctx, input }: { ctx: Ctx; input: TellApproversInput }): Promise<void> {
  const { database, email, publicBaseUrl } = ctx.deps;
  const found = await database.inOrganization(ctx.organizationId, async (tx) => {
    const [row] = await tx
      .select({
        request: approvalRequests,
        invoice: invoices,
        locale: entities.locale,
        seller: entities.name,
      })
      .from(approvalRequests)
      .innerJoin(invoices, eq(invoices.id, approvalRequests.invoiceId))
      .innerJoin(entities, eq(entities.id, invoices.entityId))
      .where(and(eq(approvalRequests.id, input.approvalId), eq(approvalRequests.state, 'open')));
    if (row === undefined) return undefined;
    const { request, invoice } = row;
    const barred = await loadBarred(tx, invoice, request);
    const asked = await loadAsked(tx, { asks: request.asks }, { entityId: invoice.entityId, barred });
    return { ...row, asked };
  });
  if (found === undefined || found.asked.length === 0) return;
  const outcome = await email.send(approvalMail({ ...found, why: input.why, publicBaseUrl }));
  if (outcome.state === 'unavailable') throw new AppError('delivery.unavailable', { detail: outcome.detail });
  if (outcome.state === 'refused') throw new AppError('delivery.refused', { detail: outcome.detail });
}
