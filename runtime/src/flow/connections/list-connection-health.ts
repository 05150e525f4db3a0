import { eq, type SQL, sql } from 'drizzle-orm';
import {
  connections,
  deadLetters,
  inbox,
  syncLinks,
  webhookRefusals,
  writeIntents,
} from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { countWaitingHints } from '../ingest/count-waiting-hints.ts';
import { accountsOf, type LedgerAccounts } from './set-connection-accounts.ts';

/** A connection and how it does. Instants are null where nothing of the kind happened yet. */
export type ConnectionHealth = {
  id: string;
  system: string;
  name: string;
  role: 'crm' | 'accounting' | 'push';
  entityId: string | null;
  isPaused: boolean;
  createdAt: Date;
  lastReceivedAt: Date | null;
  lastWrittenAt: Date | null;
  lastFailedAt: Date | null;
  /** Since when the oldest write waits that was not confirmed yet. */
  behindSince: Date | null;
  openFailures: number;
  /** Webhooks with a wrong or missing signature in the last seven days. */
  refusedWebhooks: number;
  /** Webhooks of the last seven days that were turned away because too much waited. */
  turnedAwayWebhooks: number;
  /** Changes that webhooks told of and that were not asked for yet, and how many may wait. */
  waitingHints: number;
  waitingHintsMax: number;
  /** Where losses and refunds go; null for what is no ledger. */
  accounts: LedgerAccounts | null;
};

const REFUSALS_DAYS = 7;

/** Spelt out: in a query of one table a column is written without its table, and each sub-select has an `id` too. */
const OWN_ID = sql.raw('connections.id');

/** Lists the connections in the order of their creation, with what was last received, written and refused. */
export async function listConnectionHealth({ ctx }: { ctx: Ctx }): Promise<ConnectionHealth[]> {
  authorise(ctx, 'read');
  const { clock, waitingHintsMax } = ctx.deps;
  const since = new Date(clock.now().getTime() - REFUSALS_DAYS * 86_400_000).toISOString().slice(0, 10);
  const refused = (
    which: SQL,
  ) => sql<number>`(select coalesce(sum(r.refused_count), 0)::int from ${webhookRefusals} r
    where r.connection_id = ${OWN_ID} and r.refused_on >= ${since} and ${which})`;
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const rows = await tx
      .select({
        connection: connections,
        receivedAt: sql<string | null>`(select max(i.received_at)::text from ${inbox} i
          where i.connection_id = ${OWN_ID})`,
        writtenAt: sql<string | null>`(select max(l.last_synced_at)::text from ${syncLinks} l
          where l.connection_id = ${OWN_ID})`,
        writeFailedAt: sql<string | null>`(select max(w.updated_at)::text from ${writeIntents} w
          where w.connection_id = ${OWN_ID} and w.error_code is not null)`,
        behindSince: sql<string | null>`(select min(w.created_at)::text from ${writeIntents} w
          where w.connection_id = ${OWN_ID} and w.state in ('planned', 'written'))`,
        openFailures: sql<number>`(select count(*)::int from ${deadLetters} d
          where d.state in ('dead', 'retrying') and d.payload ->> 'connectionId' = ${OWN_ID})`,
        jobFailedAt: sql<string | null>`(select max(d.last_failed_at)::text from ${deadLetters} d
          where d.state in ('dead', 'retrying') and d.payload ->> 'connectionId' = ${OWN_ID})`,
        refused: refused(sql`r.code <> 'webhook.queue_full'`),
        turnedAway: refused(sql`r.code = 'webhook.queue_full'`),
        waiting: countWaitingHints(
          { organizationId: ctx.organizationId, connectionId: OWN_ID },
          waitingHintsMax,
        ),
      })
      .from(connections)
      .where(eq(connections.organizationId, ctx.organizationId))
      .orderBy(connections.id);
    return rows.map(({ connection, ...health }) => ({
      id: connection.id,
      system: connection.system,
      name: connection.name,
      role: connection.role,
      entityId: connection.entityId,
      isPaused: connection.isPaused,
      createdAt: connection.createdAt,
      lastReceivedAt: toDate(health.receivedAt),
      lastWrittenAt: toDate(health.writtenAt),
      lastFailedAt: latest(toDate(health.writeFailedAt), toDate(health.jobFailedAt)),
      behindSince: toDate(health.behindSince),
      openFailures: health.openFailures,
      refusedWebhooks: health.refused,
      turnedAwayWebhooks: health.turnedAway,
      waitingHints: Math.min(health.waiting, waitingHintsMax),
      waitingHintsMax,
      accounts: connection.role === 'accounting' ? accountsOf(connection.config) : null,
    }));
  });
}

const toDate = (text: string | null): Date | null => (text === null ? null : new Date(text));

const latest = (left: Date | null, right: Date | null): Date | null =>
  left === null || (right !== null && right > left) ? right : left;
