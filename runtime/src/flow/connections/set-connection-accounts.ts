import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import type { JsonObject } from '../../core/json.ts';
import { connections } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

/** Code of an account in a ledger; empty is none. */
const AccountCode = z
  .string()
  .trim()
  .max(10)
  .transform((code) => (code === '' ? undefined : code))
  .optional();

/** Which accounts of a ledger losses and refunds go to; without one, what would go there is not written. */
export const LedgerAccounts = z.strictObject({
  writeOffAccountCode: AccountCode,
  refundAccountCode: AccountCode,
});
export type LedgerAccounts = z.infer<typeof LedgerAccounts>;

/** Names the accounts of a ledger that losses and refunds go to. Throws `connection.not_found` for what is no ledger. */
export async function setConnectionAccounts({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: LedgerAccounts & { connectionId: string };
}): Promise<void> {
  authorise(ctx, 'admin');
  const { connectionId, ...accounts } = input;
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [known] = await tx
      .select({ role: connections.role, config: connections.config })
      .from(connections)
      .where(eq(connections.id, connectionId))
      .for('update');
    if (known?.role !== 'accounting') throw new AppError('connection.not_found');
    const before = accountsOf(known.config);
    const { writeOffAccountCode: _loss, refundAccountCode: _refund, ...rest } = known.config;
    await tx
      .update(connections)
      .set({ config: { ...rest, ...named(accounts) } })
      .where(eq(connections.id, connectionId));
    await recordAudit(tx, ctx, {
      action: 'connection.set_accounts',
      objectKind: 'connection',
      objectId: connectionId,
      before: named(before),
      after: named(accounts),
    });
  });
}

/** The accounts that the settings of a connection name. */
export function accountsOf(config: JsonObject): LedgerAccounts {
  const text = (name: string): string | undefined => {
    const code = config[name];
    return typeof code === 'string' ? code : undefined;
  };
  return { writeOffAccountCode: text('writeOffAccountCode'), refundAccountCode: text('refundAccountCode') };
}

/** Without what is not named: settings hold no empty places. */
export function named({ writeOffAccountCode, refundAccountCode }: LedgerAccounts): JsonObject {
  return {
    ...(writeOffAccountCode === undefined ? {} : { writeOffAccountCode }),
    ...(refundAccountCode === undefined ? {} : { refundAccountCode }),
  };
}
