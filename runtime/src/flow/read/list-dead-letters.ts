import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { ErrorDetail } from '../../core/app-error.ts';
import type { JsonObject } from '../../core/json.ts';
import { deadLetters } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { grantedInvoices } from './granted-invoices.ts';
import { type Page, type PageInput, toPage } from './page.ts';

/** Work that failed: of which stage, about what, why, and how often it was tried. */
export type DeadLetterView = {
  id: string;
  stage: string;
  key: string;
  subject: JsonObject;
  code: string;
  detail: string;
  errors: ErrorDetail[];
  attemptCount: number;
  state: 'retrying' | 'dead' | 'replayed' | 'resolved';
  firstFailedAt: Date;
  lastFailedAt: Date;
};

/** What to list. */
export type ListDeadLettersInput = PageInput & {
  state?: DeadLetterView['state'];
  stage?: string;
  code?: string;
};

/** Lists failed work, newest first; a key for some entities sees what is about their invoices only. */
export async function listDeadLetters({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListDeadLettersInput;
}): Promise<Page<DeadLetterView>> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const granted = grantedInvoices(tx, ctx, 'id');
    const rows = await tx
      .select()
      .from(deadLetters)
      .where(
        and(
          input.before === undefined ? undefined : lt(deadLetters.id, input.before),
          input.state === undefined ? undefined : eq(deadLetters.state, input.state),
          input.stage === undefined ? undefined : eq(deadLetters.queue, input.stage),
          input.code === undefined ? undefined : eq(deadLetters.code, input.code),
          granted === undefined ? undefined : sql`${deadLetters.payload} ->> 'invoiceId' in (${granted})`,
        ),
      )
      .orderBy(desc(deadLetters.id))
      .limit(input.limit + 1);
    return toPage(
      rows,
      input.limit,
      ({ organizationId: _org, payload: _payload, subjectKey: _subject, queue, jobKey, ...letter }) => ({
        ...letter,
        stage: queue,
        key: jobKey,
      }),
    );
  });
}
