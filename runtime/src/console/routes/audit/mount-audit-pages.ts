import type { Console } from '../../console-env.ts';
import type { Guards, Pages } from '../../guards.ts';
import { exportAuditFile } from './export-audit-file.ts';
import { showAudit } from './show-audit.tsx';

/** The audit trail and its export. */
export function mountAuditPages(pages: Pages, parts: Console, { page }: Guards): void {
  pages.get('/audit', page, (c) => showAudit(c, parts));
  pages.get('/audit/export', page, exportAuditFile);
}
