import { todayIn } from '../../core/civil-date.ts';
import { authorise, type Ctx } from '../context.ts';
import { loadBooked } from './load-booked.ts';
import { loadContractSource } from './load-contract.ts';
import { loadFacts } from './load-facts.ts';
import { loadCustomerOfContract, loadTerms } from './load-terms.ts';
import { isReleased } from './park-contract.ts';
import { type ContractPreview, type PreviewSpan, previewInvoices } from './preview-invoices.ts';
import { getGrantedContract } from './read-granted-contracts.ts';

/**
 * The invoices that a contract will give in a span, beyond what is issued, by what is known now. Nothing is written.
 * Throws `record.not_found`, `request.invalid` for a span that is too long, and `billing.*` as billing it would.
 */
export async function previewContract({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PreviewSpan & { contractId: string };
}): Promise<ContractPreview> {
  authorise(ctx, 'read');
  const { contractId, from, to } = input;
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const row = await getGrantedContract(tx, ctx, contractId);
    const contract = row.body;
    const source = await loadContractSource(tx, contractId);
    const terms = await loadTerms(tx, contract);
    authorise(ctx, 'read', terms.entity.id);
    const facts = await loadFacts(tx, source);
    const booked = await loadBooked(tx, contractId);
    const customer = await loadCustomerOfContract(tx, contract, source);
    return previewInvoices(
      tx,
      {
        ...{ contractId, contract, source, terms, facts, booked, customer },
        since: todayIn(terms.entity.timeZone, ctx.deps.clock.now()),
        isReleased: (stopping) => isReleased(row, stopping),
      },
      { from, to },
    );
  });
}
