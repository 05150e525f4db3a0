import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { SingleClient } from './open-session.ts';

/** Clients of one connection each, for one transaction at a time. */
export type ClientPool = {
  /** Runs work on a client that nobody else has meanwhile; waits in line while all are taken. */
  withClient<Value>(work: (client: SingleClient) => Promise<Value>): Promise<Value>;
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
  const all: SingleClient[] = [];
  const waiting: ((client: SingleClient) => void)[] = [];

  function open(): SingleClient {
    let closedCount = 0;
    const sent: SingleClient['sent'] = [];
    const sql = postgres(url, {
      ...options,
      max: 1,
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
    all.push(client);
    return client;
  }

  const take = async (): Promise<SingleClient> => {
    const client = idle.pop() ?? (all.length < max ? open() : undefined);
    return client ?? new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (client: SingleClient): void => {
    const next = waiting.shift();
    if (next === undefined) idle.push(client);
    else next(client);
  };
  return {
    async withClient(work) {
      const client = await take();
      try {
        return await work(client);
      } finally {
        client.sent.length = 0;
        giveBack(client);
      }
    },
    close: async () => {
      await Promise.all(all.map(({ sql }) => sql.end({ timeout: 5 })));
    },
  };
}
