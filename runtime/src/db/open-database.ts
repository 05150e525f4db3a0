import type { ExtractTablesWithRelations } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase, type PostgresJsTransaction } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/index.ts';

type Schema = typeof schema;

/** An open transaction that sees the rows of one organization and no others. */
export type Tx = PostgresJsTransaction<Schema, ExtractTablesWithRelations<Schema>>;

/** The plain client on one connection, for statements that are hot: tagged SQL is prepared once and pipelined. */
export type HotTx = postgres.ReservedSql;

/** A statement that is not sent yet. */
export type Statement = postgres.PendingQuery<postgres.Row[]>;

/** The hub's database. */
export type Database = {
  /** Runs work as the application role inside one transaction of one organization. */
  inOrganization<Value>(organizationId: string, work: (tx: Tx) => Promise<Value>): Promise<Value>;
  /**
   * Runs statements that need no answer of each other as one transaction in one round trip; returns the rows of each.
   * As `inOrganization` otherwise: when one fails, nothing is stored and its error is thrown.
   */
  inOneTrip(organizationId: string, statements: (hot: HotTx) => Statement[]): Promise<postgres.Row[][]>;
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
  // SET LOCAL ROLE and the organization in one statement, both gone when the transaction ends. Awaited before the work
  // begins: queries are sent when somebody waits for them, and one that overtook this would run as the owner.
  const transact = <Value>(organizationId: string, work: (tx: Tx) => Promise<Value>): Promise<Value> =>
    database.transaction(async (tx) => {
      await tx.execute(
        sql`select set_config('role', 'seikyu_app', true), set_config('app.organization_id', ${organizationId}, true)`,
      );
      return work(tx);
    });
  const transactInOneTrip = async (
    organizationId: string,
    statements: (hot: HotTx) => Statement[],
  ): Promise<postgres.Row[][]> => {
    const hot = await owner.reserve();
    try {
      // One connection runs them in the order in which they are sent. After one that fails Postgres refuses the rest,
      // and its commit is a rollback.
      const before = [
        hot`begin`.execute(),
        hot`select set_config('role', 'seikyu_app', true), set_config('app.organization_id', ${organizationId}, true)`.execute(),
      ];
      const work = statements(hot).map((statement) => statement.execute());
      const sent = [...before, ...work, hot`commit`.execute()];
      const outcomes = await Promise.allSettled(sent);
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
      return await Promise.all(work);
    } finally {
      hot.release();
    }
  };
  return {
    owner,
    ownerDrizzle: database,
    inOrganization: transact,
    inOneTrip: transactInOneTrip,
    inNoOrganization: (work) => transact('', work),
    close: () => owner.end({ timeout: 5 }),
  };
}
