/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { parseId } from '../../../core/ids.ts';
import { getAuditState } from '../../../flow/audit/get-audit-state.ts';
import { listAudit } from '../../../flow/read/list-audit.ts';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { AuditPage } from '../../pages/audit/audit-page.tsx';
import { readAuditFilters } from '../../read/audit-filters.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

const PAGE_LENGTH = 50;

/** Answers with the audit trail, newest first, a page at a time. */
export async function showAudit(c: ConsoleContext, parts: Console): Promise<Response> {
  const ctx = viewerOf(c);
  const { asked, filters } = readAuditFilters(c);
  const before = parseId('audit', c.req.query('before') ?? '');
  const entries = await listAudit({
    ctx,
    input: { limit: PAGE_LENGTH, ...filters, ...(before === undefined ? {} : { before }) },
  });
  return answerPage(
    c,
    <AuditPage
      ui={uiOf(c, parts, '/audit')}
      asked={asked}
      entries={entries}
      isFirstPage={before === undefined}
      state={ctx.entityIds === null ? await getAuditState({ ctx }) : null}
    />,
  );
}
