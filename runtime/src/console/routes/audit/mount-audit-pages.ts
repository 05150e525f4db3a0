import type { Console } from '../../console-env.ts';
import type { Guards, Pages } from '../../guards.ts';
import { putAnchorMail, showAnchorMail } from './anchor-mail.tsx';
import { exportAuditFile } from './export-audit-file.ts';
import { showAudit } from './show-audit.tsx';

/** The audit trail, its export, and its anchors by mail. */
export function mountAuditPages(pages: Pages, parts: Console, { page, form }: Guards): void {
  pages.get('/audit', page, (c) => showAudit(c, parts));
  pages.get('/audit/export', page, exportAuditFile);
  pages.get('/audit/anchor-mail', page, (c) => showAnchorMail(c, parts));
  pages.post('/audit/anchor-mail', form, (c) => putAnchorMail(c, parts));
}
