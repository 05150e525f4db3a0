import { isJsonObject, type JsonObject } from '../json.ts';
import { readValue } from './document-pointer.ts';
import type { KeptBasis } from './lineage-basis.ts';
import { fromKept, type Origin } from './origin.ts';

/** As many tiers as a price may have. */
const TIERS_MAX = 100;

/**
 * A price of the product master in a currency: of one unit, or of the tier that holds it. Undefined where it is made of
 * several tiers, or is no price of the version.
 */
export function explainListPrice(
  product: (KeptBasis & { version?: number }) | undefined,
  currency: string,
  printed: string,
): Origin | undefined {
  const places = [
    ['prices', currency],
    ...Array.from({ length: TIERS_MAX }, (_none, tier) => [
      ...['tiers', currency, 'tiers'],
      tier,
      'unitPrice',
    ]),
  ];
  for (const place of places) {
    if (product === undefined || readValue(product.values, place) === undefined) continue;
    const origin = fromKept('product', product, place, printed);
    if (origin.steps[0]?.kind === 'record') return origin;
  }
  return undefined;
}

/** Whether a version of a product has a price by quantity in a currency. */
export const hasTiers = ({ tiers }: JsonObject, currency: string): boolean =>
  isJsonObject(tiers) && Object.hasOwn(tiers, currency);
