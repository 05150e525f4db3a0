import type { Console } from '../console-env.ts';
import type { Guards, Pages } from '../guards.ts';
import { confirmBatch, decideBatch } from './approvals/decide-batch.tsx';
import { showApprovals } from './approvals/show-approvals.tsx';
import { delegate, endDelegation, showDelegations } from './delegations/delegations.tsx';

/** The inbox of approvals, decisions on several of it, and who decides in whose place; one alone is decided on its invoice. */
export function mountApprovalPages(pages: Pages, parts: Console, { page, form }: Guards): void {
  pages.get('/approvals', page, (c) => showApprovals(c, parts));
  pages.post('/approvals/batch', form, (c) => confirmBatch(c, parts));
  pages.post('/approvals/batch/decide', form, (c) => decideBatch(c, parts));
  pages.get('/approvals/delegations', page, (c) => showDelegations(c, parts));
  pages.post('/approvals/delegations', form, (c) => delegate(c, parts));
  pages.post('/approvals/delegations/:id/end', form, (c) => endDelegation(c, c.req.param('id')));
}
