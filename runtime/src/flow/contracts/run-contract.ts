import { authorise, type Ctx } from '../context.ts';
import { loadTerms } from './load-terms.ts';
import { getGrantedContract } from './read-granted-contracts.ts';

/**
 * Asks for a run over a contract now, as its next day or a new fact would. A run that finds nothing due books nothing.
 * Throws `record.not_found` and `billing.entity_unknown`.
 */
export async function runContract({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { contractId: string };
}): Promise<void> {
  authorise(ctx, 'create');
  const { contractId } = input;
  const { organizationId, requestId } = ctx;
  await ctx.deps.database.inOrganization(organizationId, async (tx) => {
    const { body } = await getGrantedContract(tx, ctx, contractId);
    const { entity } = await loadTerms(tx, body);
    authorise(ctx, 'create', entity.id);
    await ctx.deps.jobs.enqueue(tx, [
      { stage: 'bill', key: contractId, payload: { organizationId, requestId, contractId } },
    ]);
  });
}
