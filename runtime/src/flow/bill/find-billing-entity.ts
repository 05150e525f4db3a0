import { arrayContains, eq, or } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { type CurrencyCode, parseCurrencyCode } from '../../core/money/currency.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities } from '../../db/schema/index.ts';

type Entity = typeof entities.$inferSelect;

/** The legal entity that invoices in a currency. */
export type EntityForCurrency = { entity: Entity; currency: CurrencyCode };

/**
 * The one legal entity that invoices in a currency: whose own it is, else who lists it beside its own.
 * Throws `billing.entity_unknown` where there is none, or more than one.
 */
export async function findBillingEntity(tx: Tx, code: string): Promise<EntityForCurrency> {
  const candidates = await listBillingEntities(tx, code);
  const [entity] = candidates;
  const currency = parseCurrencyCode(code);
  if (entity === undefined || candidates.length > 1 || !currency.ok) {
    const count = entity === undefined ? 'No legal entity invoices' : 'More than one legal entity invoices';
    throw new AppError('billing.entity_unknown', { detail: `${count} in ${code}.` });
  }
  return { entity, currency: currency.value };
}

/** The legal entities whose own currency it is; where it is nobody's, those that list it beside their own. */
export async function listBillingEntities(tx: Tx, code: string): Promise<Entity[]> {
  const all = await tx
    .select()
    .from(entities)
    .where(or(eq(entities.currency, code), arrayContains(entities.invoiceCurrencies, [code])))
    .orderBy(entities.id);
  const own = all.filter((entity) => entity.currency === code);
  return own.length > 0 ? own : all;
}
