import { z } from 'zod';
import { TieredPricing } from '../../core/canonical/contract-subscription.ts';
import { MaxDiscountPercent, TaxClass, UnitText } from '../../core/canonical/product.ts';
import { CurrencyText, UnsignedDecimalText } from '../../core/canonical/texts.ts';
import { DateText } from '../../core/invoice/document.ts';
import type { Tx } from '../../db/open-database.ts';
import { productCosts, productPrices, productVersions } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/** A list price: one for every unit, or by quantity. */
const ListPriceInput = z.union([UnsignedDecimalText, TieredPricing]);

/** What a version of a product says from a day on. */
export const ProductVersionInput = z.strictObject({
  names: z.strictObject({ en: z.string().min(1).max(300), ja: z.string().min(1).max(300) }),
  unit: UnitText,
  taxClass: TaxClass,
  maxDiscountPercent: MaxDiscountPercent,
  validFrom: DateText,
  /** By currency, in major units. */
  prices: z.record(CurrencyText, ListPriceInput),
  /** What one unit costs the seller, by currency, in major units without tax. Only rules read it. */
  costs: z.record(CurrencyText, UnsignedDecimalText).optional(),
});
export type ProductVersionInput = z.infer<typeof ProductVersionInput>;

/** Writes a version of a product with its prices and costs; returns its id. */
export async function insertProductVersion(
  tx: Tx,
  { organizationId, deps }: Ctx,
  { productId, version, ...input }: ProductVersionInput & { productId: string; version: number },
): Promise<string> {
  const { prices: listed, costs: stated = {}, ...columns } = input;
  const id = deps.ids.next('productVersion');
  await tx.insert(productVersions).values({ organizationId, id, productId, version, ...columns });
  const prices = Object.entries(listed).map(([currency, price]) => ({
    organizationId,
    productVersionId: id,
    currency,
    ...(typeof price === 'string' ? { unitPrice: price } : tieredColumns(price)),
  }));
  if (prices.length > 0) await tx.insert(productPrices).values(prices);
  const costs = Object.entries(stated).map(([currency, unitCost]) => ({
    ...{ organizationId, productVersionId: id, currency, unitCost },
  }));
  if (costs.length > 0) await tx.insert(productCosts).values(costs);
  return id;
}

/** The first unit is in the first tier. */
const tieredColumns = (tiers: TieredPricing) => ({ unitPrice: tiers.tiers[0]?.unitPrice ?? '0', tiers });
