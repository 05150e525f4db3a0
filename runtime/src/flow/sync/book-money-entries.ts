import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { syncLinks } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { OpenConnection } from '../find-connection.ts';
import { findMoneyEntries, type MoneyEntry } from './find-money-entries.ts';
import { loadMoneyEntry } from './load-money-entry.ts';
import { pushRecord } from './push-record.ts';

/**
 * Brings one ledger to what the losses and refunds of an invoice are (model.md E5, rows 20, 22 and 23): what was reversed
 * here is taken back there first, then what is missing is booked, each read back before the next. One that is refused
 * does not hold up the others; the first refusal is thrown in the end.
 */
export async function bookMoneyEntries(ctx: Ctx, target: OpenConnection, invoiceId: string): Promise<void> {
  const { toTakeBack, toBook } = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    findMoneyEntries(tx, target.connection, invoiceId),
  );
  const work = [
    ...toTakeBack.map((entry) => () => takeBack(ctx, target, entry)),
    ...toBook.map((entry) => () => book(ctx, target, invoiceId, entry)),
  ];
  let refusal: AppError | undefined;
  for (const one of work) {
    try {
      await one();
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause;
      refusal ??= cause;
    }
  }
  if (refusal !== undefined) throw refusal;
}

async function book(
  ctx: Ctx,
  { connection, connector }: OpenConnection,
  invoiceId: string,
  entry: MoneyEntry,
): Promise<void> {
  const loaded = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    loadMoneyEntry(tx, connection, invoiceId, entry),
  );
  await pushRecord(ctx, {
    connection,
    connector,
    object: entry.object,
    canonicalKind: 'allocation',
    canonicalId: entry.id,
    ...loaded,
  });
}

async function takeBack(
  ctx: Ctx,
  { connection, connector }: OpenConnection,
  entry: MoneyEntry,
): Promise<void> {
  const [link] = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select({ externalId: syncLinks.externalId })
      .from(syncLinks)
      .where(
        and(
          eq(syncLinks.connectionId, connection.id),
          eq(syncLinks.object, 'write_off'),
          eq(syncLinks.canonicalId, entry.id),
        ),
      ),
  );
  // Booked without our knowing when the hub died right after the call: it is searched by its number then.
  const externalId = link?.externalId ?? (await connector.find('write_off', entry.id))?.externalId;
  if (externalId === undefined) return;
  await pushRecord(ctx, {
    connection,
    connector,
    object: 'write_off_void',
    canonicalKind: 'allocation',
    canonicalId: entry.id,
    matchKey: entry.id,
    externalId,
    fields: { status: 'voided' },
    references: {},
  });
}
