/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { parseId } from '../../core/ids.ts';
import { listInbox } from '../../flow/read/list-inbox.ts';
import { answerPage } from '../answer-page.ts';
import type { Console, ConsoleContext } from '../console-env.ts';
import { ApprovalsPage } from '../pages/approvals-page.tsx';
import { uiOf } from '../ui-of.ts';
import { viewerOf } from '../viewer-of.ts';

/** Requests on one page: each is shown whole. */
const PAGE_LENGTH = 20;

/** Answers with the inbox of approvals, the longest waiting first. */
export async function showApprovals(c: ConsoleContext, parts: Console): Promise<Response> {
  const ctx = viewerOf(c);
  const whose = c.req.query('whose') === 'others' ? 'others' : 'mine';
  const before = parseId('approval', c.req.query('after') ?? '');
  const page = await listInbox({
    ctx,
    input: { whose, limit: PAGE_LENGTH, ...(before === undefined ? {} : { before }) },
  });
  const given = c.req.query('done');
  const done = given === 'approved' || given === 'rejected' || given === 'returned' ? given : undefined;
  return answerPage(c, <ApprovalsPage ui={uiOf(c, parts)} whose={whose} page={page} done={done} />);
}
