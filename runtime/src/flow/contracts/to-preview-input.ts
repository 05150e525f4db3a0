import { assert } from '../../core/assert.ts';
import type { Tx } from '../../db/open-database.ts';
import { loadCustomerOfDeal } from '../bill/load-customer-of-deal.ts';
import { isReleased } from './is-released.ts';
import { loadBillables } from './load-billables.ts';
import { loadClosedUntil } from './load-closed-until.ts';
import type { ContractRow } from './load-contract.ts';
import type { PreviewInput } from './preview-invoices.ts';

/**
 * Gathers what the invoices of a stored contract are previewed by, with others that are billed together with it. Throws
 * `billing.entity_unknown` and `billing.customer_missing`.
 */
export async function toPreviewInput(
  tx: Tx,
  contract: ContractRow,
  together: readonly ContractRow[],
): Promise<PreviewInput> {
  // In the order in which a run takes them.
  const rows = [contract, ...together].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const billables = await loadBillables(tx, rows);
  const asked = billables.find(({ contract: { id } }) => id === contract.id);
  assert(asked !== undefined, 'a contract that was given is there');
  const closedUntil = (await loadClosedUntil(tx, [contract]))(contract);
  return {
    ...(closedUntil === undefined ? {} : { closedUntil }),
    terms: asked.terms,
    customer: await loadCustomerOfDeal(tx, contract.body, asked.source),
    contracts: billables.map(({ contract: row, source, facts, booked }) => ({
      ...{ contractId: row.id, source, facts },
      contract: row.body,
      booked: booked.charges,
      isReleased: (stopping) => isReleased(row, stopping),
    })),
  };
}
