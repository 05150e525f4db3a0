/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { parseId } from '../../../core/ids.ts';
import { listEntities } from '../../../flow/read/list-entities.ts';
import { listInbox } from '../../../flow/read/list-inbox.ts';
import { listRuleNames } from '../../../flow/read/list-rule-names.ts';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { ApprovalsPage } from '../../pages/approvals/approvals-page.tsx';
import { readInboxFilters } from '../../read/inbox-filters.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

/** Requests on one page. */
const PAGE_LENGTH = 50;

/** Answers with the inbox of approvals, the most urgent first. */
export async function showApprovals(c: ConsoleContext, parts: Console): Promise<Response> {
  const ctx = viewerOf(c);
  const filters = readInboxFilters((name) => c.req.query(name));
  const after = parseId('approval', c.req.query('after') ?? '');
  const [page, entities, rules] = await Promise.all([
    listInbox({
      ctx,
      input: { ...filters, limit: PAGE_LENGTH, ...(after === undefined ? {} : { before: after }) },
    }),
    listEntities({ ctx }),
    listRuleNames({ ctx }),
  ]);
  return answerPage(
    c,
    <ApprovalsPage
      ui={uiOf(c, parts)}
      filters={filters}
      choices={{ entities, rules }}
      page={page}
      isFirstPage={after === undefined}
    />,
  );
}
