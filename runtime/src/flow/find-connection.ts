import { hash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import type { Tx } from '../db/open-database.ts';
import { connections } from '../db/schema/index.ts';
import type { ConnectionRow, FlowDeps } from './context.ts';
import type { Connector } from './ports.ts';

/** A connection with its connector, opened. */
export type OpenConnection = {
  connection: ConnectionRow;
  connector: Connector;
  webhookSecret: string | undefined;
};

/** Where a connection's secrets are bound to: moved to another row they cannot be opened. */
export const connectionSecretsPlace = (organizationId: string, connectionId: string): string =>
  `organization:${organizationId}|connection:${connectionId}|field:secrets`;

const Secrets = z.record(z.string(), z.string());

/** How long a looked-up connection may serve webhooks before it is read again: a pause takes effect within it. */
const CACHE_MS = 5_000;
const CACHE_MAX = 1_000;
const cacheOfDeps = new WeakMap<FlowDeps, Map<string, { at: number; found: OpenConnection }>>();

/** Finds a connection by the token of its webhook endpoint; undefined when there is none. */
export async function findConnectionByToken(
  deps: FlowDeps,
  token: string,
): Promise<OpenConnection | undefined> {
  const tokenHash = hash('sha256', token, 'hex');
  const cache = cacheOfDeps.get(deps) ?? new Map<string, { at: number; found: OpenConnection }>();
  cacheOfDeps.set(deps, cache);
  const now = deps.clock.now().getTime();
  const cached = cache.get(tokenHash);
  if (cached !== undefined && Math.abs(now - cached.at) < CACHE_MS) return cached.found;
  const [place] = await deps.database.inNoOrganization((tx) =>
    tx.execute<{ organization_id: string; object_id: string }>(
      sql`select * from find_lookup('connection', ${Buffer.from(tokenHash, 'hex')})`,
    ),
  );
  if (place === undefined) return undefined;
  const found = await openConnection(deps, place.organization_id, place.object_id);
  if (cache.size >= CACHE_MAX) cache.clear();
  cache.set(tokenHash, { at: now, found });
  return found;
}

/** Opens a connection by its id, paused or not; throws `connection.not_found`. */
export async function openConnection(
  deps: FlowDeps,
  organizationId: string,
  connectionId: string,
): Promise<OpenConnection> {
  return deps.database.inOrganization(organizationId, (tx) => openConnectionIn(tx, deps, connectionId));
}

/** As `openConnection`, within a transaction of its organization. */
export async function openConnectionIn(
  tx: Tx,
  deps: FlowDeps,
  connectionId: string,
): Promise<OpenConnection> {
  const [row] = await tx.select().from(connections).where(eq(connections.id, connectionId));
  if (row === undefined) throw new AppError('connection.not_found');
  return open(deps, row);
}

function open(deps: FlowDeps, row: typeof connections.$inferSelect): OpenConnection {
  const { secrets: sealed, createdAt: _createdAt, ...connection } = row;
  const secrets = Secrets.parse(
    JSON.parse(deps.secretBox.open(sealed, connectionSecretsPlace(row.organizationId, row.id))),
  );
  return {
    connection,
    connector: deps.connectors.open(connection, secrets),
    webhookSecret: secrets['webhookSecret'],
  };
}
