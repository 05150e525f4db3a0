import { eq, sql } from 'drizzle-orm';
import { EXCEPTION_KINDS } from '../../core/exception-kinds.ts';
import { approvalRequests, deadLetters, invoices, organizations } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { exceptionFacts } from '../exceptions/exception-facts.ts';
import { awaitsViewer } from './awaits-viewer.ts';

/** How much waits for a person; counts are texts such as `3`, or `99+` where more were not counted. */
export type WorkCounts = {
  organizationName: string;
  approvals: string;
  deadLetters: string;
  /** What the queue of exceptions shows while nothing narrows it. */
  exceptions: string;
};

const COUNTED_MAX = 99;

/** Counts what the navigation and the board show: requests that wait for the viewer, work that has stopped, exceptions. */
export async function countWork({ ctx }: { ctx: Ctx }): Promise<WorkCounts> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [organization] = await tx
      .select({ name: organizations.name })
      .from(organizations)
      .where(eq(organizations.id, ctx.organizationId));
    const waiting = await tx
      .select({ one: sql<number>`1` })
      .from(approvalRequests)
      .innerJoin(invoices, eq(invoices.id, approvalRequests.invoiceId))
      .where(await awaitsViewer(tx, ctx))
      .limit(COUNTED_MAX + 1);
    const dead = await tx
      .select({ one: sql<number>`1` })
      .from(deadLetters)
      .where(eq(deadLetters.state, 'dead'))
      .limit(COUNTED_MAX + 1);
    const waits = await tx.execute(
      sql`select 1 from (${exceptionFacts(ctx, EXCEPTION_KINDS)}) e limit ${COUNTED_MAX + 1}`,
    );
    return {
      organizationName: organization?.name ?? '',
      approvals: countText(waiting.length),
      deadLetters: countText(dead.length),
      exceptions: countText(waits.length),
    };
  });
}

const countText = (count: number): string => (count > COUNTED_MAX ? `${COUNTED_MAX}+` : String(count));
