import type { ExtractTablesWithRelations } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase, type PostgresJsTransaction } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/index.ts';

type Schema = typeof schema;

/** An open transaction that sees the rows of one organization and no others. */
export type Tx = PostgresJsTransaction<Schema, ExtractTablesWithRelations<Schema>>;

/** The hub's database. */
export type Database = {
  /** Runs work as the application role inside one transaction of one organization. */
  inOrganization<Value>(organizationId: string, work: (tx: Tx) => Promise<Value>): Promise<Value>;
  /** Runs work as the application role without an organization: every business table looks empty. */
  inNoOrganization<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value>;
  /** The owner's connection, for migrations and set-up only. */
  readonly owner: postgres.Sql;
  readonly ownerDrizzle: PostgresJsDatabase<Schema>;
  close(): Promise<void>;
};

const CONNECTIONS_MAX = 12;
const STATEMENT_TIMEOUT_MS = 15_000;

/** Opens the pool. Connects lazily; a wrong URL shows at the first query. */
export function openDatabase(options: { url: string; connectionsMax?: number }): Database {
  const owner = postgres(options.url, {
    max: options.connectionsMax ?? CONNECTIONS_MAX,
    onnotice: () => undefined,
    connect_timeout: 10,
    connection: { application_name: 'seikyu', statement_timeout: STATEMENT_TIMEOUT_MS },
  });
  const database = drizzle(owner, { schema });
  const transact = <Value>(organizationId: string, work: (tx: Tx) => Promise<Value>): Promise<Value> =>
    database.transaction(async (tx) => {
      // One round trip: SET LOCAL ROLE and the organization, both gone when the transaction ends.
      await tx.execute(
        sql`select set_config('role', 'seikyu_app', true), set_config('app.organization_id', ${organizationId}, true)`,
      );
      return work(tx);
    });
  return {
    owner,
    ownerDrizzle: database,
    inOrganization: transact,
    inNoOrganization: (work) => transact('', work),
    close: () => owner.end({ timeout: 5 }),
  };
}
