import { AppError } from '../../core/app-error.ts';
import type { Ctx } from '../context.ts';
import { billContracts } from './bill-contracts.ts';

/**
 * Bills many contracts in one transaction, which costs a fraction of one for each. When one of them cannot be billed
 * nothing of the part is booked, and each is billed by a job of its own: what is wrong with one holds no other up, and
 * is told of that one.
 */
export async function billPart({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { contractIds: string[] };
}): Promise<void> {
  const { organizationId, requestId, deps } = ctx;
  const { contractIds } = input;
  try {
    await deps.database.inOrganization(organizationId, (tx) => billContracts(tx, ctx, contractIds));
  } catch (cause) {
    // What is not about a contract, such as a database that is away, is tried again as it is.
    if (!(cause instanceof AppError) || cause.code === 'database.unavailable') throw cause;
    await deps.database.inOrganization(organizationId, (tx) =>
      deps.jobs.enqueue(
        tx,
        contractIds.map((contractId) => ({
          stage: 'bill',
          key: contractId,
          payload: { organizationId, requestId, contractId },
        })),
      ),
    );
  }
}
