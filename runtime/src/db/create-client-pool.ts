import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { AppError } from '../core/app-error.ts';
import type { SingleClient } from './open-session.ts';
import { createTurns } from './turns.ts';

/** As long as a statement may take: who waits longer would wait for ever. */
const WAIT_MAX_MS = 15_000;

/** Clients of one connection each, for one transaction at a time. */
export type ClientPool = {
  /**
   * Runs work of an organization on a client that nobody else has meanwhile; waits while all are taken. A client that
   * comes free goes to the organizations in turns, so that however much one of them wants, another waits for one piece
   * of work. Throws `database.unavailable` when none comes free in time.
   */
  withClient<Value>(organizationId: string, work: (client: SingleClient) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
};

/**
 * Makes a pool. The library's own pool waits for an answer to `begin` before the first statement goes out, and a
 * reserved connection of it may be opened anew for somebody else without a word; a client of one connection does not.
 */
export function createClientPool(
  options: postgres.Options<Record<string, never>>,
  url: string,
  max: number,
): ClientPool {
  const idle: SingleClient[] = [];
  const all = new Set<SingleClient>();
  const waiting = createTurns<(client: SingleClient) => void>();

  function open(): SingleClient {
    let closedCount = 0;
    const sent: SingleClient['sent'] = [];
    const sql = postgres(url, {
      ...options,
      max: 1,
      // Whatever the library may send outside of a transaction, it has no more than the application's rights, and
      // without an organization it sees and writes no row.
      connection: { ...options.connection, role: 'seikyu_app' },
      // The library ends a connection of age between two statements: it does not know that they are one transaction.
      max_lifetime: null,
      onclose: () => {
        closedCount += 1;
        // What still waits in the library would be the first thing on the next connection, which is the owner's.
        for (const statement of sent.splice(0)) statement.cancel();
      },
    });
    // Drizzle sets how its client reads and writes dates.
    drizzle(sql);
    const client = { sql, closedCount: () => closedCount, sent };
    all.add(client);
    return client;
  }

  const take = async (organizationId: string): Promise<SingleClient> => {
    let client = idle.pop();
    // Its connection ended while nobody had it.
    while (client !== undefined && client.closedCount() > 0) {
      discard(client);
      client = idle.pop();
    }
    client ??= all.size < max ? open() : undefined;
    return client ?? waitForOne(organizationId);
  };
  const waitForOne = (organizationId: string): Promise<SingleClient> => {
    const { promise, resolve, reject } = Promise.withResolvers<SingleClient>();
    const tooLate = setTimeout(() => {
      waiting.remove(organizationId, take);
      reject(new AppError('database.unavailable'));
    }, WAIT_MAX_MS);
    const take = (given: SingleClient): void => {
      clearTimeout(tooLate);
      resolve(given);
    };
    waiting.add(organizationId, take);
    return promise;
  };
  /** Ends a client for good, so that it never connects anew with what may still wait in it. */
  function discard(client: SingleClient): void {
    all.delete(client);
    client.sql.end({ timeout: 0 }).catch(() => undefined);
  }
  function giveBack(client: SingleClient): void {
    const next = waiting.next();
    if (next === undefined) idle.push(client);
    else next(client);
  }
  return {
    async withClient(organizationId, work) {
      const client = await take(organizationId);
      let isLost = false;
      try {
        return await work(client);
      } catch (cause) {
        isLost = isConnectionLost(cause);
        throw cause;
      } finally {
        client.sent.length = 0;
        if (isLost || client.closedCount() > 0) {
          discard(client);
          if (!waiting.isEmpty()) giveBack(open());
        } else giveBack(client);
      }
    },
    close: async () => {
      await Promise.all([...all].map(({ sql }) => sql.end({ timeout: 5 })));
    },
  };
}

/** The server says FATAL before it ends a connection, and the library says that one has ended. */
function isConnectionLost(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  // Drizzle wraps what the library throws.
  if (isConnectionLost(cause.cause)) return true;
  const isFatal = 'severity' in cause && (cause.severity === 'FATAL' || cause.severity === 'PANIC');
  return isFatal || ('code' in cause && String(cause.code).startsWith('CONNECTION_'));
}
