import { type SQL, sql } from 'drizzle-orm';

/** Of the advisory locks of this database the one for the list of keys. */
const LOCK_KEY = 7_301_131;

/** Lets one process change which keys there are while the others wait, until its transaction ends. */
export const lockKeys = async (tx: { execute(statement: SQL): PromiseLike<unknown> }): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK_KEY})`);
};
