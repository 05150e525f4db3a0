import { eq, inArray, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import { customers, entities } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { findAccountCredit } from '../settle/find-account-credit.ts';
import type { AccountPart } from './read-settlement.ts';

/** What a customer has on account with one legal entity in one currency; amounts are decimal text. */
export type AccountView = { entityId: string; currency: string; total: string; parts: AccountPart[] };

/** Reads what is on a customer's account, per granted entity and currency; throws `record.not_found`. */
export async function readAccount({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { customerId: string };
}): Promise<AccountView[]> {
  authorise(ctx, 'read');
  const { customerId } = input;
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [customer] = await tx
      .select({ id: customers.id })
      .from(customers)
      .where(eq(customers.id, customerId));
    if (customer === undefined)
      throw new AppError('record.not_found', { detail: 'There is no such customer.' });
    const granted = await tx
      .select({ id: entities.id })
      .from(entities)
      .where(ctx.entityIds === null ? undefined : inArray(entities.id, [...ctx.entityIds]))
      .orderBy(entities.id);
    const used = await tx.execute<{ entity_id: string; currency: string }>(sql`
      select entity_id, currency from payments where customer_id = ${customerId}
      union select entity_id, currency from invoices where customer_id = ${customerId} and type = 'credit_note'
      order by entity_id, currency`);
    const accounts: AccountView[] = [];
    for (const { entity_id: entityId, currency } of used) {
      if (!granted.some(({ id }) => id === entityId)) continue;
      const parts = await findAccountCredit(tx, { customerId, entityId, currency });
      if (parts.length === 0) continue;
      const text = (amountMinor: bigint): string => moneyToText(money(amountMinor, currencyOf(currency)));
      accounts.push({
        entityId,
        currency,
        total: text(parts.reduce((sum, { roomMinor }) => sum + roomMinor, 0n)),
        parts: parts.map(({ roomMinor, isHeld: _held, ...part }) => ({ ...part, amount: text(roomMinor) })),
      });
    }
    return accounts;
  });
}
