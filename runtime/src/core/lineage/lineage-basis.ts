import type { InvoiceEdits } from '../billing/edits/invoice-edits.ts';
import type { CanonicalContact } from '../canonical/contact.ts';
import type { CanonicalCustomer } from '../canonical/customer.ts';
import type { CanonicalDeal } from '../canonical/deal.ts';
import type { JsonObject } from '../json.ts';
import type { RoundingMode } from '../money/rounding.ts';
import type { Stamp } from './lineage-step.ts';

/** A version of a canonical record, as it was when the draft was computed. */
export type CanonicalBasis<Body> = { id: string; name: string; version: number; body: Body };

/** A record that people keep in the hub; the stamp says who entered it last, null when the audit does not hold it. */
export type KeptBasis = { id: string; name: string; values: JsonObject; entered: Stamp | null };

/** Everything that the content of an invoice was made of, as far as it is known. */
export type LineageBasis = {
  deal: CanonicalBasis<CanonicalDeal> | null;
  customer: CanonicalBasis<CanonicalCustomer> | null;
  /** In the order of the recipients; null for a contact that cannot be found. */
  contacts: (CanonicalBasis<CanonicalContact> | null)[];
  /** Versions of the product master, by their id. */
  products: ReadonlyMap<string, KeptBasis & { version: number }>;
  entity: KeptBasis & { timeZone: string; rounding: RoundingMode };
  /** Pattern of the number series; null before issue. */
  numberPattern: string | null;
  created: Stamp | null;
  /** What was edited by hand. */
  edits: InvoiceEdits;
  /** When the content was computed last. */
  computed: Stamp | null;
  issued: Stamp | null;
  /** The last change of the document status. */
  moved: Stamp | null;
};
