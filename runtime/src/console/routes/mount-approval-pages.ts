import type { Console } from '../console-env.ts';
import type { Guards, Pages } from '../guards.ts';
import { delegate, endDelegation, showDelegations } from './delegations/delegations.tsx';
import { showApprovals } from './show-approvals.tsx';

/** The inbox of approvals and who decides in whose place; decisions go to the invoice (mount-invoice-pages.ts). */
export function mountApprovalPages(pages: Pages, parts: Console, { page, form }: Guards): void {
  pages.get('/approvals', page, (c) => showApprovals(c, parts));
  pages.get('/approvals/delegations', page, (c) => showDelegations(c, parts));
  pages.post('/approvals/delegations', form, (c) => delegate(c, parts));
  pages.post('/approvals/delegations/:id/end', form, (c) => endDelegation(c, c.req.param('id')));
}
