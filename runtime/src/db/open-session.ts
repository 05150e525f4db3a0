import type postgres from 'postgres';
import { AppError } from '../core/app-error.ts';

/** A client with one connection, and how often that connection has ended so far. */
export type SingleClient = { sql: postgres.Sql; closedCount(): number };

/** One transaction on a connection of its own. */
export type Session = {
  /** Sends a statement; it is prepared unless it is a long list. */
  readonly unsafe: postgres.Sql['unsafe'];
  /** Begins as the application role in an organization. What is sent after it, without waiting, comes after it. */
  open(organizationId: string): Promise<unknown>;
  /** Throws when the database made a rollback of it, because an error of a statement was swallowed. */
  commit(): Promise<void>;
  rollback(): Promise<void>;
};

/** Statements with more parameters are lists of changing length: preparing each length would fill the server's memory. */
const PREPARED_PARAMETERS_MAX = 40;

/**
 * Begins a transaction on a client that nobody else uses meanwhile. Once its connection ended nothing more is sent:
 * the client would connect anew, outside of the transaction and of its role.
 */
export function openSession({ sql, closedCount }: SingleClient): Session {
  const closedBefore = closedCount();
  const assertWhole = (): void => {
    if (closedCount() !== closedBefore) throw new AppError('database.unavailable');
  };
  return {
    unsafe(text, parameters = [], options = {}) {
      assertWhole();
      return sql.unsafe(text, parameters, {
        ...options,
        prepare: parameters.length <= PREPARED_PARAMETERS_MAX,
      });
    },
    open: (organizationId) =>
      Promise.all([
        sql`begin`.execute(),
        sql`select set_config('role', 'seikyu_app', true), set_config('app.organization_id', ${organizationId}, true)`.execute(),
      ]),
    async commit() {
      assertWhole();
      const { command } = await sql`commit`;
      if (command !== 'COMMIT') throw new AppError('request.internal');
    },
    async rollback() {
      if (closedCount() === closedBefore) await sql`rollback`.catch(() => undefined);
    },
  };
}
