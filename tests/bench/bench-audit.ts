import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { startEmbeddedPostgres } from '../../runtime/src/adapters/embedded-postgres/start-embedded-postgres.ts';
import { createLog } from '../../runtime/src/adapters/system/create-log.ts';
import { readConfig } from '../../runtime/src/config.ts';
import { sealAudit } from '../../runtime/src/flow/audit/seal-audit.ts';
import { verifyAudit } from '../../runtime/src/flow/audit/verify-audit.ts';
import type { Ctx } from '../../runtime/src/flow/context.ts';
import { recordAudit } from '../../runtime/src/flow/record-audit.ts';
import { createOrganization } from '../../runtime/src/flow/setup/create-organization.ts';
import { type Hub, startHub } from '../../runtime/src/start-hub.ts';
import { systemContext } from '../../runtime/src/worker/run-job.ts';
import { type Figure, lessIsBetter, moreIsBetter, percentile } from './report.ts';

const ENTRIES = 200_000;
const INSERTS = 600;
/** The first ones prepare what the later ones use. */
const WARM_UP = 100;

const ENTRY = {
  action: 'invoice.change_content',
  objectKind: 'invoice',
  objectId: 'inv_0198f1c27a4e7c119d5b2f6f3f1f9a10',
  before: { document: { terms: { code: 'net:30', text: 'Net 30' }, notes: [] } },
  after: {
    document: {
      terms: { code: 'net:60', text: 'Net 60' },
      notes: ['As agreed with the buyer on the phone.'],
    },
  },
  reason: 'The buyer asked for sixty days.',
};

/** What a verb pays for its audit entry, beside a row of the same text in a table without a trail; and how fast a chain is checked. */
export async function benchAudit(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'seikyu-audit-'));
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), log: () => undefined });
  const environment = { SEIKYU_DATA: folder, SEIKYU_SECRET_KEY: randomBytes(32).toString('base64') };
  const hub = await startHub({
    config: readConfig(environment, folder),
    databaseUrl: postgres.url,
    role: { serves: false, works: false },
    log: createLog('error'),
    isAlone: false,
  });
  try {
    const { id } = await createOrganization(hub.deps, 'Bench', () => Promise.resolve());
    const ctx = systemContext(hub.deps, { organizationId: id, requestId: 'req_bench' });
    const inserts = await measureInserts(hub, ctx);
    await fill(hub, id);
    // The entries came at once: Postgres has counted none of them yet, and would look through all of them for each batch.
    await hub.database.owner.unsafe('vacuum analyze audit_entries');
    await sealAudit({ ctx });
    await hub.database.owner.unsafe('vacuum analyze audit_entries, audit_seals');
    const startedAt = performance.now();
    const { end, brokenAt } = await verifyAudit({ ctx, input: { anchors: [] } });
    const seconds = (performance.now() - startedAt) / 1_000;
    if (brokenAt !== undefined) throw new Error(`the chain is broken at ${brokenAt.sequence}`);
    return [
      lessIsBetter(
        'audit entry, its transaction p50',
        inserts.audited,
        inserts.plain * 1.25,
        'ms',
        '1.25 x a plain row',
      ),
      moreIsBetter(
        `audit verify, chain of ${end.sequence.toLocaleString('en')}`,
        end.sequence / seconds,
        100_000,
        'entries/s',
        'goal',
      ),
    ];
  } finally {
    await hub.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Turn by turn, so that whatever else the machine does slows both. */
async function measureInserts(
  { database, deps }: Hub,
  ctx: Ctx,
): Promise<{ audited: number; plain: number }> {
  // The same columns under the same key and policy, and nothing that makes a trail of them.
  await database.owner.unsafe(`
    create table plain_rows (organization_id text not null, id text not null, occurred_at timestamptz not null, actor jsonb not null,
      action text not null, object_kind text not null, object_id text not null, before jsonb, after jsonb, reason text,
      request_id text not null, primary key (organization_id, id));
    create index on plain_rows (organization_id, object_kind, object_id, id);
    alter table plain_rows enable row level security;
    create policy plain_rows_of on plain_rows using (organization_id = current_setting('app.organization_id', true));
    grant insert on plain_rows to seikyu_app`);
  const plain = (): Promise<unknown> =>
    database.inOrganization(ctx.organizationId, (tx) => {
      const row = {
        organization_id: ctx.organizationId,
        id: deps.ids.next('audit'),
        occurred_at: deps.clock.now(),
        actor: ctx.actor,
        action: ENTRY.action,
        object_kind: ENTRY.objectKind,
        object_id: ENTRY.objectId,
        before: ENTRY.before,
        after: ENTRY.after,
        reason: ENTRY.reason,
        request_id: ctx.requestId,
      };
      return tx.execute(sql`insert into plain_rows
        select * from json_populate_recordset(null::plain_rows, (${JSON.stringify([row])}::text)::json)`);
    });
  const audited = (): Promise<unknown> =>
    database.inOrganization(ctx.organizationId, (tx) => recordAudit(tx, ctx, ENTRY));
  const samples = { audited: [] as number[], plain: [] as number[] };
  for (let turn = 0; turn < INSERTS + WARM_UP; turn += 1) {
    const took = { plain: await timeMs(plain), audited: await timeMs(audited) };
    if (turn < WARM_UP) continue;
    samples.plain.push(took.plain);
    samples.audited.push(took.audited);
  }
  return { audited: percentile(samples.audited, 0.5), plain: percentile(samples.plain, 0.5) };
}

async function timeMs(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Writes entries in SQL: through verbs it would take minutes. */
async function fill({ database }: Hub, organizationId: string): Promise<void> {
  await database.owner.begin(async (tx) => {
    await tx`set local statement_timeout = 0`;
    await tx`select set_config('app.organization_id', ${organizationId}, true)`;
    await tx`insert into audit_entries (organization_id, id, occurred_at, actor, action, object_kind, object_id, before, after,
        reason, request_id)
      select ${organizationId}, 'aud_' || lpad(n::text, 12, '0'), now(), '{"kind":"system","id":"hub","name":"Seikyu"}',
        ${ENTRY.action}, ${ENTRY.objectKind}, 'inv_' || n, ${JSON.stringify(ENTRY.before)}::text::json,
        ${JSON.stringify(ENTRY.after)}::text::json, ${ENTRY.reason}, 'req_' || n
      from generate_series(1, ${ENTRIES}::int) n`;
  });
}
