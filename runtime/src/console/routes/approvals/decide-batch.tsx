/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { z } from 'zod';
import { AppError } from '../../../core/app-error.ts';
import { BATCH_MAX, decideApprovals } from '../../../flow/approve/decide-approvals.ts';
import { countWork } from '../../../flow/read/count-work.ts';
import { listInbox } from '../../../flow/read/list-inbox.ts';
import { listRequestNames } from '../../../flow/read/list-request-names.ts';
import { listRequestNotes } from '../../../flow/read/list-request-notes.ts';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { BatchPage } from '../../pages/approvals/batch-page.tsx';
import { BatchResultPage } from '../../pages/approvals/batch-result-page.tsx';
import { REASON_MAX_CHARS } from '../../parts/decision-form.tsx';
import { readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

/** The id of a request, and the hash of its content. */
const SEEN = /^(.{1,60}):([0-9a-f]{64})$/;

const Batch = z.object({
  decision: z.enum(['approved', 'rejected', 'returned']),
  requestIds: z.array(z.string().max(60)).min(1).max(BATCH_MAX),
  /** The content that each was shown with. */
  seen: z.array(z.string().regex(SEEN)).max(BATCH_MAX),
  reason: z.string().trim().max(REASON_MAX_CHARS).default(''),
});
type Batch = z.infer<typeof Batch>;

/** Shows what was chosen, with its sums, before anything is decided. */
export async function confirmBatch(c: ConsoleContext, parts: Console): Promise<Response> {
  const batch = await readBatch(c);
  return batch === undefined ? c.redirect('/approvals', 303) : showBatch(c, parts, batch);
}

/** Decides what was chosen and answers with what became of each; without a reason that is needed it asks for it. */
export async function decideBatch(c: ConsoleContext, parts: Console): Promise<Response> {
  const ctx = viewerOf(c);
  const batch = await readBatch(c);
  if (batch === undefined) return c.redirect('/approvals', 303);
  const { decision, requestIds, seen, reason } = batch;
  if (decision !== 'approved' && reason === '') return showBatch(c, parts, batch, true);
  const contentHashes = new Map(
    seen.map((text): [string, string] => {
      const [, requestId = '', contentHash = ''] = SEEN.exec(text) ?? [];
      return [requestId, contentHash];
    }),
  );
  const input = { requestIds, contentHashes, decision, ...(reason === '' ? {} : { reason }) };
  const outcomes = await decideApprovals({ ctx, input });
  const names = await listRequestNames({ ctx, input: { requestIds } });
  // The frame was read before anything was decided.
  const chrome = c.get('consoleChrome');
  if (chrome !== undefined) c.set('consoleChrome', { ...chrome, work: await countWork({ ctx }) });
  const ui = uiOf(c, parts, '/approvals');
  return answerPage(c, <BatchResultPage ui={ui} decision={decision} outcomes={outcomes} names={names} />);
}

async function showBatch(
  c: ConsoleContext,
  parts: Console,
  { decision, requestIds }: Batch,
  isReasonMissing = false,
): Promise<Response> {
  const ctx = viewerOf(c);
  const { items } = await listInbox({
    ctx,
    input: { whose: 'mine', limit: BATCH_MAX, requestIds },
  });
  const ui = uiOf(c, parts, '/approvals');
  const error = isReasonMissing ? ui.texts.inbox.batch.reasonMissing : undefined;
  const goneCount = new Set(requestIds).size - items.length;
  const notes = items.length === 0 ? new Map() : await listRequestNotes({ ctx, input: { requestIds } });
  return answerPage(
    c,
    <BatchPage ui={ui} decision={decision} items={items} goneCount={goneCount} notes={notes} error={error} />,
    isReasonMissing ? 422 : 200,
  );
}

/** The form as it was sent; undefined where nothing was chosen. Throws `request.invalid` for one that is not ours. */
async function readBatch(c: ConsoleContext): Promise<Batch | undefined> {
  const { values, all } = await readForm(c);
  const requestIds = all('request');
  if (requestIds.length === 0) return undefined;
  const { decision, reason } = values;
  const read = Batch.safeParse({ decision, reason, requestIds, seen: all('seen') });
  if (!read.success) {
    throw new AppError('request.invalid', { detail: `A batch holds 1 to ${BATCH_MAX} requests.` });
  }
  return read.data;
}
