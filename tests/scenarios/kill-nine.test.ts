import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../runtime/src/adapters/embedded-postgres/start-embedded-postgres.ts';
import { createLog } from '../../runtime/src/adapters/system/create-log.ts';
import { readConfig } from '../../runtime/src/config.ts';
import type { DemoSettings } from '../../runtime/src/demo/demo-settings.ts';
import { DEALS, seedCrm } from '../../runtime/src/demo/sample-crm.ts';
import { seedOrganization } from '../../runtime/src/demo/seed-organization.ts';
import { startHubspotDouble } from '../../runtime/src/doubles/hubspot/start-hubspot-double.ts';
import { startXeroDouble } from '../../runtime/src/doubles/xero/start-xero-double.ts';
import { startHub } from '../../runtime/src/start-hub.ts';
import { findFreePort, type SpawnedHub, spawnHub } from '../support/spawn-hub.ts';
import { makeSettings } from '../support/start-real-hub.ts';

/** The ten steps of the loop, each with the sign in the database that the hub is at it. */
const STEPS = [
  { name: 'start', sign: `select 1 from schema_migrations` },
  { name: 'receive', sign: `select 1 from inbox` },
  { name: 'map', sign: `select 1 from records where object = 'deal'` },
  { name: 'draft', sign: `select 1 from invoices` },
  { name: 'approve', sign: `select 1 from approval_requests` },
  { name: 'issue', sign: `select 1 from invoices where number is not null` },
  { name: 'send', sign: `select 1 from send_attempts` },
  { name: 'sync', sign: `select 1 from write_intents where object = 'item'` },
  { name: 'settle', sign: `select 1 from payments` },
  { name: 'show', sign: `select 1 from invoice_events where type = 'invoice.paid'` },
] as const;

const WAIT_MAX_MS = 90_000;
const folders: string[] = [];

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function until<Value>(
  what: string,
  look: () => Promise<Value | undefined>,
  log: () => string,
): Promise<Value> {
  const deadline = Date.now() + WAIT_MAX_MS;
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(5);
  }
  throw new Error(`waited in vain for ${what}\n${log()}`);
}

/** Plays the loop on a hub of its own; kills it at the given steps and starts it again. Returns the final state. */
async function playLoop(killAt: ReadonlySet<string>) {
  const folder = await mkdtemp(join(tmpdir(), 'seikyu-kill-'));
  folders.push(folder);
  const dataDir = join(folder, 'data');
  const settings = makeSettings();
  const hubspot = await startHubspotDouble({ ...settings.hubspot, limits: 'lifted' });
  const xero = await startXeroDouble({ ...settings.xero, limits: 'lifted' });
  seedCrm(hubspot.store);
  const database = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  const environment = {
    SEIKYU_DATA: dataDir,
    SEIKYU_PORT: String(await findFreePort()),
    SEIKYU_LOG_LEVEL: 'warn',
    SEIKYU_SECRET_KEY: randomBytes(32).toString('base64'),
    SEIKYU_OPENED_ORIGINS: [new URL(hubspot.url).origin, new URL(xero.url).origin].join(','),
  };
  const organization = await seed(settings, environment, database.url, folder, hubspot.url, xero.url);
  const sql = postgres(database.url, { max: 2, onnotice: () => undefined });
  const killed: string[] = [];
  let hub: SpawnedHub = spawnHub('start', environment);
  const log = () => hub.log();

  /** Waits for the sign of a step; kills there, when the step is to be killed, and starts anew. */
  const pass = async (step: (typeof STEPS)[number]['name']): Promise<void> => {
    const { sign } = STEPS.find((candidate) => candidate.name === step) ?? { sign: '' };
    await until(`step ${step}`, async () => ((await sql.unsafe(sign)).length > 0 ? true : undefined), log);
    if (!killAt.has(step)) return;
    await hub.kill();
    killed.push(step);
    hub = spawnHub('start', environment);
  };
  /** As vendors do: posts until it is acknowledged. */
  const deliver = (post: () => Promise<{ status: number }>) =>
    until(
      'an acknowledgement',
      async () => {
        const answer = await post().catch(() => undefined);
        return answer?.status === 200 ? answer : undefined;
      },
      log,
    );
  const invoiceOf = async (dealId: string) => {
    const [row] = await sql`select i.id, i.number, i.document_status from invoices i
      join source_links s on s.kind = 'deal' and s.canonical_id = i.deal_id where s.external_id = ${dealId}`;
    return row;
  };

  try {
    await pass('start');
    await hub.ready();
    for (const deal of [DEALS.platform, DEALS.japan, DEALS.largeDiscount]) {
      await deliver(() =>
        hubspot.sendDealWebhook({
          targetUrl: `${hub.url}/hooks/${organization.hubspotHook}`,
          dealId: deal.id,
          propertyName: 'dealstage',
          propertyValue: 'closedwon',
          eventId: Number(deal.id),
        }),
      );
      if (deal === DEALS.platform) {
        for (const step of ['receive', 'map', 'draft', 'issue', 'send', 'sync'] as const) await pass(step);
        await hub.ready();
        await until(
          'the first number',
          async () => ((await invoiceOf(deal.id))?.['number'] ? true : undefined),
          log,
        );
      }
    }
    await pass('approve');
    await hub.ready();
    const waiting = await until(
      'the approval request',
      async () => {
        const row = await invoiceOf(DEALS.largeDiscount.id);
        return row?.['document_status'] === 'pending_approval' ? row : undefined;
      },
      log,
    );
    const [request] = await sql`select id from approval_requests where invoice_id = ${String(waiting['id'])}`;
    await deliver(() =>
      fetch(`${hub.url}/v1/invoices/${waiting['id']}/approve`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${organization.approverKey}`,
          'content-type': 'application/json',
          'idempotency-key': '"approve-once"',
        },
        body: JSON.stringify({ requestId: request?.['id'] }),
      }),
    );
    await until('all in Xero', async () => (xero.store.invoices().length === 3 ? true : undefined), log);
    const first = await invoiceOf(DEALS.platform.id);
    const number = String(first?.['number']);
    xero.recordPayment({ invoiceNumber: number, amount: '7900.00', date: '2026-11-24', reference: '1' });
    xero.recordPayment({ invoiceNumber: number, amount: '10000.00', date: '2026-11-24', reference: '2' });
    const invoiceId = xero.store.findInvoiceByNumber(number)?.invoiceId ?? '';
    await deliver(() =>
      xero.sendInvoiceWebhook({ targetUrl: `${hub.url}/hooks/${organization.xeroHook}`, invoiceId }),
    );
    await pass('settle');
    await pass('show');
    await until(
      'the CRM to show it',
      async () =>
        hubspot.store.getDeal(DEALS.platform.id).properties['seikyu_invoice_status'] === 'paid'
          ? true
          : undefined,
      log,
    );
    await until(
      'no job left',
      async () => {
        const [row] =
          await sql`select count(*)::int as count from pgboss.job where state in ('created', 'retry', 'active') and name <> 'lost'`;
        return row?.['count'] === 0 ? true : undefined;
      },
      log,
    );
    return { killed, state: await readState(sql, dataDir, hubspot, xero) };
  } finally {
    await hub.stop();
    await sql.end();
    await Promise.all([hubspot.stop(), xero.stop()]);
    await database.stop();
  }
}

async function seed(
  settings: DemoSettings,
  environment: Record<string, string>,
  databaseUrl: string,
  folder: string,
  hubspotUrl: string,
  xeroUrl: string,
): Promise<NonNullable<DemoSettings['organization']>> {
  const hub = await startHub({
    config: readConfig(environment, folder),
    databaseUrl,
    role: { serves: false, works: false },
    log: createLog('error'),
    isAlone: false,
  });
  const kept: NonNullable<DemoSettings['organization']>[] = [];
  await seedOrganization({
    deps: hub.deps,
    settings,
    hubspotUrl,
    xeroUrl,
    keep: async (organization) => {
      kept.push(organization);
    },
  });
  await hub.stop();
  const [organization] = kept;
  if (organization === undefined) throw new Error('the seed keeps its organization');
  return organization;
}

/** The state that counts, without ids and times. */
async function readState(
  sql: postgres.Sql,
  dataDir: string,
  hubspot: Awaited<ReturnType<typeof startHubspotDouble>>,
  xero: Awaited<ReturnType<typeof startXeroDouble>>,
) {
  const invoices = await sql`select number, document_status, payable_minor::text as payable, locale,
      (select sum(amount_minor)::text from allocations a where a.invoice_id = i.id) as cash,
      (select count(*)::int from documents d where d.invoice_id = i.id) as documents,
      (select array_agg(state order by state) from send_attempts s where s.invoice_id = i.id) as sends,
      (select count(*)::int from approval_decisions p where p.invoice_id = i.id) as decisions
    from invoices i order by currency, payable_minor`;
  const numbers = invoices.map((invoice) => String(invoice['number'])).sort();
  return {
    invoices: invoices.map(({ number: _number, ...invoice }) => invoice),
    numbers,
    syncs: (
      await sql`select object, state, count(*)::int as count from sync_links group by 1, 2 order by 1, 2`
    ).map((row) => ({ ...row })),
    payments: (await sql`select amount_minor::text as amount, state from payments order by amount_minor`).map(
      (row) => ({ ...row }),
    ),
    deadLetters: (await sql`select queue, code from dead_letters where state in ('dead', 'retrying')`).map(
      (row) => ({ ...row }),
    ),
    // A request that was decided before its mail was due is not asked for any more: how many ask depends on the moment.
    mails: (await readdir(join(dataDir, 'outbox'))).filter((name) => !name.startsWith('apr_')).length,
    xero: {
      invoices: xero.store.invoices().length,
      contacts: xero.store.contacts().length,
      items: xero.store.items().length,
      payments: xero.store.payments().length,
    },
    crm: Object.values(DEALS).map((deal) => {
      const { properties } = hubspot.store.getDeal(deal.id);
      return [properties['seikyu_invoice_status'] ?? null, properties['seikyu_invoice_balance'] ?? null];
    }),
  };
}

test('killed with SIGKILL at each of the ten steps, the hub ends in the state of an undisturbed run', {
  timeout: 300_000,
}, async () => {
  const undisturbed = await playLoop(new Set());
  const disturbed = await playLoop(new Set(STEPS.map((step) => step.name)));
  expect(disturbed.killed.sort()).toEqual(STEPS.map((step) => step.name).sort());
  expect(undisturbed.state.deadLetters).toEqual([]);
  expect(undisturbed.state.invoices).toHaveLength(3);
  expect(disturbed.state).toEqual(undisturbed.state);
});
