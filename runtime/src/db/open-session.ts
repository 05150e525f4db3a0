import type postgres from 'postgres';
import { AppError } from '../core/app-error.ts';

/** A client with one connection. */
export type SingleClient = {
  sql: postgres.Sql;
  /** How often its connection has ended so far. */
  closedCount(): number;
  /** What was sent in this transaction. What has not left yet when the connection ends is cancelled. */
  sent: postgres.PendingQuery<postgres.Row[]>[];
};

/** One transaction on a connection of its own. */
export type Session = {
  /** Sends a statement; it is prepared unless it is a long list. */
  readonly unsafe: postgres.Sql['unsafe'];
  /** Sends a statement of the plain client. */
  send(statement: postgres.PendingQuery<postgres.Row[]>): Promise<postgres.Row[]>;
  /** Begins as the application role in an organization. What is sent after it, without waiting, comes after it. */
  open(organizationId: string): Promise<unknown>;
  /** Throws when the database made a rollback of it, because an error of a statement was swallowed. */
  commit(): Promise<void>;
  rollback(): Promise<void>;
};

/**
 * Statements with more parameters are lists of changing length: preparing each length would fill the server's memory.
 * The insert of an invoice has about sixty.
 */
const PREPARED_PARAMETERS_MAX = 100;

/**
 * Begins a transaction on a client that nobody else uses meanwhile. Once its connection ended nothing more is sent:
 * the client would connect anew, outside of the transaction and of its role. Nor is anything once it is over: a branch
 * of the work that goes on after another one failed would write into somebody else's transaction.
 */
export function openSession({ sql, closedCount, sent }: SingleClient): Session {
  const closedBefore = closedCount();
  let isOver = false;
  const isWhole = (): boolean => closedCount() === closedBefore;
  const assertOpen = (): void => {
    if (isOver) throw new AppError('request.internal', { cause: new Error('the transaction is over') });
    if (!isWhole()) throw new AppError('database.unavailable');
  };
  const track = <Sent extends postgres.PendingQuery<postgres.Row[]>>(statement: Sent): Sent => {
    sent.push(statement);
    return statement;
  };
  const send = (statement: postgres.PendingQuery<postgres.Row[]>): postgres.PendingQuery<postgres.Row[]> => {
    assertOpen();
    return track(statement.execute());
  };
  return {
    unsafe(text, parameters = [], options = {}) {
      assertOpen();
      const prepare = parameters.length <= PREPARED_PARAMETERS_MAX;
      // Its rows have whatever type the caller gives them.
      return track<never>(sql.unsafe(text, parameters, { ...options, prepare }) as never);
    },
    send,
    open: (organizationId) =>
      Promise.all([
        send(sql`begin`),
        send(
          sql`select set_config('role', 'seikyu_app', true), set_config('app.organization_id', ${organizationId}, true)`,
        ),
      ]),
    async commit() {
      assertOpen();
      const committed = track(sql`commit`);
      isOver = true;
      const { command } = await committed;
      if (command !== 'COMMIT') throw new AppError('request.internal');
    },
    async rollback() {
      isOver = true;
      if (isWhole()) await track(sql`rollback`).catch(() => undefined);
    },
  };
}
