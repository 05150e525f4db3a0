import type { Big } from 'big.js';
import type { ComputeLine } from '../invoice/compute-totals.ts';
import type { LineSource, TaxCategory } from '../invoice/document.ts';
import type { LineExtras } from '../invoice/document-extras.ts';
import type { LineCharge } from './line-charge.ts';
import type { ListPrice } from './pricing/list-price.ts';

/** How goods and services are taxed; the entity's rules turn it into a category and a rate. */
export type TaxClass = 'standard' | 'reduced' | 'exempt';

/** A product version of the master that is in force. Prices by currency, in major units. */
export type MasterProduct = {
  productId: string;
  versionId: string;
  sku: string;
  names: { en: string; ja: string };
  unit: string;
  taxClass: TaxClass;
  prices: ReadonlyMap<string, ListPrice>;
  /** How far below its list price it may be sold. */
  maxDiscountPercent: Big;
};

/** A tax rule of an entity that is in force on the supply date. */
export type TaxRule = { taxClass: TaxClass; category: TaxCategory; ratePercent: Big };

/** A line of a draft before its amounts are computed. */
export type DraftLine = {
  sku: string;
  name: string;
  description: string | null;
  unit: string;
  /** Empty, as are the version and the SKU, of a line that was added by hand without a product. */
  productId: string;
  productVersionId: string;
  /** The master's price when the line departs from it. */
  listPrice: Big | null;
  discountReason: string | null;
  source: LineSource;
  /** What it bills of a contract; null for a line of a deal or one that was added by hand. */
  charge: { contractId: string; key: string; charge: LineCharge } | null;
  /** How many units of its product it stands for, however it is printed; absent where that cannot be said. */
  units?: Big;
  /** What only some lines have beside it; nothing when absent. */
  extras?: LineExtras;
  amounts: ComputeLine;
};
