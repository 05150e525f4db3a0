import type { LineageBasis } from './lineage-basis.ts';
import { fromCanonical, fromKept, type Origin } from './origin.ts';

/** The language of a document: the deal's, else the customer's, else the entity's. */
export const explainLocale = (basis: LineageBasis, printed: string): Origin =>
  fromCanonical('deal', basis.deal, ['locale'], printed) ??
  fromCanonical('customer', basis.customer, ['locale'], printed) ??
  fromKept('entity', basis.entity, ['locale'], printed);
