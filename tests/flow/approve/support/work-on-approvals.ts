import { eq } from 'drizzle-orm';
import { type AskedStep, askOf, asksOf } from '../../../../runtime/src/core/approvals/asked-step.ts';
import { approvalRequests, entities } from '../../../../runtime/src/db/schema/index.ts';
import {
  type DecideApprovalInput,
  decideApproval,
} from '../../../../runtime/src/flow/approve/decide-approval.ts';
import type { Ctx } from '../../../../runtime/src/flow/context.ts';
import { getInvoice } from '../../../../runtime/src/flow/read/get-invoice.ts';
import { listInbox } from '../../../../runtime/src/flow/read/list-inbox.ts';
import { addPerson } from '../../../support/add-person.ts';
import { createLoop } from '../../../support/create-loop.ts';

/** A step that asks anybody of finance, or what is said of it. */
export const financeStep = (more: Partial<AskedStep> = {}): AskedStep => ({
  order: 1,
  asks: [askOf('role', 'finance')],
  mode: 'any',
  ...more,
});

/** A loop whose invoices wait for approvals, with Mei and Rei of finance in it, and what tests do with them. */
export async function workOnApprovals() {
  const loop = await createLoop();
  const { author, approver, id: organizationId } = loop.organization;
  const inOrganization = <T>(work: Parameters<typeof loop.hub.database.inOrganization<T>>[1]): Promise<T> =>
    loop.hub.database.inOrganization(organizationId, work);
  const mei = await addPerson(loop, 'Mei', ['finance']);
  const rei = await addPerson(loop, 'Rei', ['finance']);
  await inOrganization((tx) => tx.update(entities).set({ isAutoIssue: false }));
  let nextDeal = 500;

  const requestOf = async (invoiceId: string): Promise<string> =>
    (await getInvoice({ ctx: author, input: { invoiceId } })).openRequest?.id ?? '';
  return {
    ...{ loop, author, approver, mei, rei, inOrganization, requestOf },

    /** An invoice that waits, asking these steps instead of those of its rule. */
    async waiting(steps?: readonly AskedStep[]): Promise<string> {
      const id = String(nextDeal++);
      await loop.tellOf({ id, lines: [{ id: `line-${id}`, sku: 'PLAT-Y', discountPercent: '15' }] });
      await loop.hub.drain();
      const invoiceId = (await loop.invoices()).at(-1)?.id ?? '';
      if (steps === undefined) return invoiceId;
      const now = steps.filter(({ order }) => order === steps[0]?.order);
      const laterSteps = steps.filter(({ order }) => order !== steps[0]?.order);
      await inOrganization((tx) =>
        tx
          .update(approvalRequests)
          .set({ steps: now, laterSteps, asks: asksOf(now) })
          .where(eq(approvalRequests.invoiceId, invoiceId)),
      );
      return invoiceId;
    },

    async decide(
      ctx: Ctx,
      invoiceId: string,
      decision: DecideApprovalInput['decision'] = 'approved',
      reason?: string,
    ): Promise<void> {
      const requestId = await requestOf(invoiceId);
      const input = { invoiceId, requestId, decision, ...(reason === undefined ? {} : { reason }) };
      await decideApproval({ ctx, input });
    },

    statusOf: async (invoiceId: string): Promise<string | undefined> =>
      (await loop.invoices()).find(({ id }) => id === invoiceId)?.documentStatus,

    async isWaitingFor(ctx: Ctx, invoiceId: string): Promise<boolean> {
      const { items } = await listInbox({ ctx, input: { whose: 'mine', limit: 100 } });
      return items.some(({ invoiceId: id }) => id === invoiceId);
    },
  };
}

/** What `workOnApprovals` gives. */
export type ApprovalsAtWork = Awaited<ReturnType<typeof workOnApprovals>>;
