import { and, eq, gt, or, type SQL } from 'drizzle-orm';
import { boardRows, invoices } from '../../db/schema/index.ts';
import type { AccountKey } from './find-account-credit.ts';

/** The condition, on the rows of the board joined with their invoices, for what an account still owes. */
export const isOpenOfAccount = ({ customerId, entityId, currency }: AccountKey): SQL | undefined =>
  and(
    eq(boardRows.customerId, customerId),
    eq(boardRows.entityId, entityId),
    eq(boardRows.currency, currency),
    or(eq(boardRows.phase, 'sent'), eq(boardRows.phase, 'approved')),
    gt(boardRows.balanceMinor, 0n),
    eq(invoices.documentStatus, 'issued'),
  );
