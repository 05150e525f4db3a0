import type { DealToDraftInput } from '../../core/billing/deal-to-draft.ts';
import type { AddedLine } from '../../core/billing/edits/added-line.ts';
import type { CanonicalDeal } from '../../core/canonical/deal.ts';
import { todayIn } from '../../core/civil-date.ts';
import type { Tx } from '../../db/open-database.ts';
import type { entities } from '../../db/schema/index.ts';
import { findBillingEntity } from './find-billing-entity.ts';
import { loadCustomerOfDeal } from './load-customer-of-deal.ts';
import type { DealSource } from './load-deal-source.ts';
import { loadMaster } from './load-master.ts';

/** What a draft is made of, with the rows that it is stored under. */
export type BillingInputs = {
  entity: typeof entities.$inferSelect;
  customerId: string;
  input: DealToDraftInput;
};

/**
 * Gathers entity, customer, products (those of added lines too) and tax rules for a deal. The supply date is the deal's own, else the day on
 * which it was closed in the entity's zone, else the one on which its invoice was drafted.
 * Throws `billing.entity_unknown` or `billing.customer_missing` when one does not exist.
 */
export async function loadBillingInputs(
  tx: Tx,
  deal: CanonicalDeal,
  source: DealSource,
  draftedAt: Date,
  added: readonly AddedLine[],
): Promise<BillingInputs> {
  const { entity, currency } = await findBillingEntity(tx, deal.currency);
  const closedAt = deal.closedAt === undefined ? draftedAt : new Date(deal.closedAt);
  const supplyDate = deal.supplyDate ?? todayIn(entity.timeZone, closedAt);
  const customer = await loadCustomerOfDeal(tx, deal, source);
  const skus = [...new Set([...deal.lines, ...added].flatMap((line) => ('sku' in line ? line.sku : [])))];
  const master = await loadMaster(tx, entity.id, skus);
  const products = new Map(
    skus.flatMap((sku) => {
      const product = master.productOn(sku, supplyDate);
      return product === undefined ? [] : [[sku, product] as const];
    }),
  );
  return {
    entity,
    customerId: customer.id,
    input: {
      deal,
      source: { system: source.system, connectionId: source.connectionId ?? '', recordId: source.recordId },
      customer: customer.body,
      contacts: customer.contacts,
      entity,
      currency,
      products,
      taxRules: master.taxRulesOn(supplyDate),
      supplyDate,
    },
  };
}
