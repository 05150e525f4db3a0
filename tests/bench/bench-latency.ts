import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import {
  type HubspotDouble,
  startHubspotDouble,
} from '../../runtime/src/doubles/hubspot/start-hubspot-double.ts';
import { startXeroDouble } from '../../runtime/src/doubles/xero/start-xero-double.ts';
import { makeSettings, type RealHub, startRealHub } from '../support/start-real-hub.ts';
import { putDeal } from './put-deal.ts';
import { type Figure, lessIsBetter, percentile } from './report.ts';

const DRAIN_MAX_MS = 60_000;

/** From the webhook's acknowledgement request to the stored draft, under a steady rate of won deals. */
export async function benchLatency(): Promise<Figure[]> {
  return [
    ...(await measure({ name: '3 deals/s, HubSpot limits', perSecond: 3, seconds: 20, limits: 'real' })),
    ...(await measure({ name: '20 deals/s, limits lifted', perSecond: 20, seconds: 10, limits: 'lifted' })),
  ];
}

type LatencyRun = { name: string; perSecond: number; seconds: number; limits: 'real' | 'lifted' };

async function measure(run: LatencyRun): Promise<Figure[]> {
  const settings = makeSettings();
  const hubspot = await startHubspotDouble({ ...settings.hubspot, limits: run.limits });
  const xero = await startXeroDouble({ ...settings.xero, limits: 'lifted' });
  const real = await startRealHub({ command: 'start', settings, hubspotUrl: hubspot.url, xeroUrl: xero.url });
  // Issue, mail and sync have limits of their own (Xero: 60 calls a minute); this run measures up to the draft.
  const sql = postgres(real.databaseUrl, { max: 1, onnotice: () => undefined });
  await sql`update entities set is_auto_submit = false`;
  if (run.limits === 'lifted') {
    await sql`update connections set config = '{"callsPer10Seconds": 100000}' where system = 'hubspot'`;
  }
  try {
    const count = run.perSecond * run.seconds;
    // A process that has just started runs uncompiled code: told apart, since people restart seldom.
    const cold = await sampleDeals(run, { hubspot, real, sql, count, firstId: 900_000, draftsBefore: 0 });
    const warm = await sampleDeals(run, {
      hubspot,
      real,
      sql,
      count,
      firstId: 1_000_000,
      draftsBefore: count,
    });
    return [...toFigures(`just started, ${run.name}`, cold), ...toFigures(run.name, warm)];
  } finally {
    await sql.end();
    await real.stop();
    await Promise.all([hubspot.stop(), xero.stop()]);
  }
}

const toFigures = (name: string, samples: number[]): Figure[] => [
  lessIsBetter(`webhook to draft p50, ${name}`, percentile(samples, 0.5), 150, 'ms', 'goal'),
  lessIsBetter(`webhook to draft p99, ${name}`, percentile(samples, 0.99), 500, 'ms', 'goal'),
];

type Sampling = {
  hubspot: HubspotDouble;
  real: RealHub;
  sql: postgres.Sql;
  count: number;
  firstId: number;
  draftsBefore: number;
};

/** Milliseconds from each webhook to its draft, once all drafts are there. */
async function sampleDeals(run: LatencyRun, sampling: Sampling): Promise<number[]> {
  const { hubspot, real, sql, count, firstId, draftsBefore } = sampling;
  const sentAtMs = await playDeals(run, hubspot, real, count, firstId);
  const drafts = await waitForDrafts(sql, draftsBefore + sentAtMs.size);
  return drafts.flatMap(({ externalId, createdAtMs }) => {
    const sentAt = sentAtMs.get(externalId);
    return sentAt === undefined ? [] : [createdAtMs - sentAt];
  });
}

async function playDeals(
  run: LatencyRun,
  hubspot: HubspotDouble,
  real: RealHub,
  count: number,
  firstId: number,
): Promise<Map<string, number>> {
  const sentAtMs = new Map<string, number>();
  const answers: Promise<unknown>[] = [];
  for (let index = 0; index < count; index += 1) {
    const dealId = putDeal(hubspot, firstId + index);
    sentAtMs.set(dealId, Date.now());
    answers.push(
      hubspot.sendDealWebhook({
        targetUrl: `${real.hub.url}/hooks/${real.settings.organization.hubspotHook}`,
        dealId,
        propertyName: 'dealstage',
        propertyValue: 'closedwon',
      }),
    );
    await pause(1_000 / run.perSecond);
  }
  await Promise.all(answers);
  return sentAtMs;
}

async function waitForDrafts(
  sql: postgres.Sql,
  count: number,
): Promise<{ externalId: string; createdAtMs: number }[]> {
  const deadline = Date.now() + DRAIN_MAX_MS;
  for (;;) {
    const rows = await sql<{ external_id: string; created_at: Date }[]>`
      select s.external_id, i.created_at from invoices i
      join source_links s on s.kind = 'deal' and s.canonical_id = i.deal_id`;
    if (rows.length >= count) {
      return rows.map((row) => ({ externalId: row.external_id, createdAtMs: row.created_at.getTime() }));
    }
    if (Date.now() > deadline)
      throw new Error(`${rows.length} of ${count} drafts after ${DRAIN_MAX_MS / 1000} s`);
    await pause(100);
  }
}
