import type { Console } from '../console-env.ts';
import type { Guards, Pages } from '../guards.ts';
import { showApprovals } from './show-approvals.tsx';

/** The inbox of approvals; decisions go to the invoice (mount-invoice-pages.ts). */
export function mountApprovalPages(pages: Pages, parts: Console, { page }: Guards): void {
  pages.get('/approvals', page, (c) => showApprovals(c, parts));
}
