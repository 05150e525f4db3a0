import type { ExtractTablesWithRelations } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import {
  drizzle,
  type PostgresJsDatabase,
  PostgresJsSession,
  PostgresJsTransaction,
} from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { createClientPool } from './create-client-pool.ts';
import { openSession, type Session } from './open-session.ts';
import * as schema from './schema/index.ts';

type Schema = typeof schema;

/** An open transaction that sees the rows of one organization and no others. */
export type Tx = PostgresJsTransaction<Schema, ExtractTablesWithRelations<Schema>>;

/** The plain client on one connection, for statements that are hot: tagged SQL is prepared once and pipelined. */
export type HotTx = postgres.Sql;

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
  /**
   * Runs one statement that calls a function of ours, as a transaction of its own; returns its rows. As the application
   * role without an organization: the function names the one that it works in, and only until it ends. The one given
   * here only says whose turn it takes.
   */
  inOneCall(organizationId: string, statement: (hot: HotTx) => Statement): Promise<postgres.Row[]>;
  /** Runs work as the application role without an organization: every business table looks empty. */
  inNoOrganization<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value>;
  /** The owner's connection, for migrations and set-up only. */
  readonly owner: postgres.Sql;
  readonly ownerDrizzle: PostgresJsDatabase<Schema>;
  close(): Promise<void>;
};

const DIALECT = new PgDialect();
const CONNECTIONS_MAX = 12;
const OWNER_CONNECTIONS_MAX = 2;
const STATEMENT_TIMEOUT_MS = 15_000;

/** Where the database is, and what a caller wants of its clients. */
export type OpenDatabaseOptions = {
  url: string;
  connectionsMax?: number;
  /** How the server lists its connections. */
  name?: string;
  /** Told of every statement as it is sent, without its parameters. */
  onStatement?: (text: string) => void;
};

/** Opens the pool. Connects lazily; a wrong URL shows at the first query. */
export function openDatabase(options: OpenDatabaseOptions): Database {
  const { onStatement } = options;
  const settings = {
    onnotice: () => undefined,
    connect_timeout: 10,
    connection: { application_name: options.name ?? 'seikyu', statement_timeout: STATEMENT_TIMEOUT_MS },
    ...(onStatement === undefined ? {} : { debug: (_connection: number, text: string) => onStatement(text) }),
  };
  const owner = postgres(options.url, { ...settings, max: OWNER_CONNECTIONS_MAX });
  const database = drizzle(owner, { schema });
  const pool = createClientPool(settings, options.url, options.connectionsMax ?? CONNECTIONS_MAX);
  const transact = <Value>(organizationId: string, work: (tx: Tx) => Promise<Value>): Promise<Value> =>
    pool.withClient(organizationId, async (client) => {
      const session = openSession(client);
      try {
        const opened = session.open(organizationId);
        const [value] = await Promise.all([work(toTx(session)), opened]);
        await session.commit();
        return value;
      } catch (cause) {
        await session.rollback();
        throw cause;
      }
    });
  const transactInOneTrip = (
    organizationId: string,
    statements: (hot: HotTx) => Statement[],
  ): Promise<postgres.Row[][]> =>
    pool.withClient(organizationId, async (client) => {
      const session = openSession(client);
      // After a statement that fails Postgres refuses the rest, and its commit is a rollback.
      const opened = session.open(organizationId);
      const work = statements(client.sql).map((statement) => session.send(statement));
      const outcomes = await Promise.allSettled([opened, ...work, session.commit()]);
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
      return Promise.all(work);
    });
  return {
    owner,
    ownerDrizzle: database,
    inOrganization: transact,
    inOneTrip: transactInOneTrip,
    // The client's connection has the application's role from its start.
    inOneCall: (organizationId, statement) => pool.withClient(organizationId, ({ sql }) => statement(sql)),
    inNoOrganization: (work) => transact('', work),
    close: async () => {
      await Promise.all([pool.close(), owner.end({ timeout: 5 })]);
    },
  };
}

/** Drizzle over a session that is open already. */
function toTx(session: Session): Tx {
  // It asks its client for `unsafe` and nothing else, but wants the type of the whole.
  const client = session as unknown as postgres.Sql;
  const driver = new PostgresJsSession(client, DIALECT, undefined, {});
  return new PostgresJsTransaction(DIALECT, driver as never, undefined) as unknown as Tx;
}
