import { eq } from 'drizzle-orm';
import { decimalTextOf } from '../../core/money/decimal-text-of.ts';
import type { ValidationFacts } from '../../core/validation/validation-facts.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities, taxRules } from '../../db/schema/index.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { loadBuyerRecords } from './load-buyer-records.ts';

/**
 * What the validation must know beside the document: the entity's country and its tax rules over time, and the buyer as
 * other systems have it now, and what people edited.
 */
export async function loadValidationFacts(tx: Tx, invoice: InvoiceRow): Promise<ValidationFacts> {
  const [entity] = await tx
    .select({
      country: entities.country,
      taxRegistration: entities.taxRegistration,
      buyerMismatchLevel: entities.buyerMismatchLevel,
    })
    .from(entities)
    .where(eq(entities.id, invoice.entityId));
  const rules = await tx.select().from(taxRules).where(eq(taxRules.entityId, invoice.entityId));
  return {
    // A credit note is for whom its invoice was for.
    ...(invoice.type === 'credit_note'
      ? {}
      : { buyerRecords: await loadBuyerRecords(tx, invoice.customerId) }),
    ...(entity === undefined ? {} : { buyerMismatchLevel: entity.buyerMismatchLevel }),
    edits: invoice.edits,
    entityCountry: entity?.country ?? '',
    ...(entity?.taxRegistration == null ? {} : { entityTaxRegistration: entity.taxRegistration }),
    taxRules: rules.map((rule) => ({
      category: rule.category,
      ratePercent: decimalTextOf(rule.ratePercent),
      from: rule.validFrom,
      ...(rule.validTo === null ? {} : { to: rule.validTo }),
    })),
  };
}
