import { bigint, customType, numeric, text, timestamp } from 'drizzle-orm/pg-core';

/** Integer minor units of a currency. */
export const minorUnits = (name: string) => bigint(name, { mode: 'bigint' });

/** A share or a rate in whole parts per million. */
export const partsPerMillion = (name: string) => bigint(name, { mode: 'bigint' });

/** An exact decimal, as text in and out. */
export const exactDecimal = (name: string) => numeric(name);

/** An instant. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** The first column of every business table. */
export const organizationId = () => text('organization_id').notNull();

/** The id of a transaction, as text. */
export const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' });

/** Raw bytes. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
});
