import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { freePort } from '../../runtime/src/demo/free-port.ts';
import { waitFor } from '../../runtime/src/demo/hub-client.ts';
import { openN8nSession } from '../../runtime/src/demo/n8n/open-n8n-session.ts';
import { startN8n } from '../../runtime/src/demo/n8n/start-n8n.ts';
import { buildWorkflow, inARow, START, seikyuNode } from '../n8n/support/build-workflow.ts';
import { type Execution, type Executions, itemsOf, openExecutions } from '../n8n/support/executions.ts';
import { prepareN8n } from '../n8n/support/prepare-n8n.ts';
import { type Stage, startStage } from '../n8n/support/start-stage.ts';
import { putDeal } from './put-deal.ts';
import { type Figure, lessIsBetter, percentile } from './report.ts';

const TRIGGER = 'Seikyu Trigger';
const RECORDS = 1_000;
/** The first events find a cold n8n, and are not counted. */
const WARM_UP_EVENTS = 15;
const EVENTS = 30;
const BETWEEN_EVENTS_MS = 1_000;

/** In a real n8n: many records through one node, and how soon an event of the hub starts a workflow. */
export async function benchN8n(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'seikyu-bench-n8n-'));
  const stops: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    const prepared = await prepareN8n(folder);
    const n8n = await startN8n({ ...prepared, port: await freePort(0) });
    stops.unshift(n8n.stop);
    const stage = await startStage(await openN8nSession(n8n.url, prepared.owner));
    stops.unshift(stage.stop);
    const executions = await openExecutions(stage.n8n);
    return [...(await measureEvents(stage, executions)), await measureRecords(stage, executions)];
  } finally {
    for (const stop of stops) await stop();
  }
}

/** From the start of the execution to its end, as n8n itself records them. */
async function measureRecords(stage: Stage, executions: Executions): Promise<Figure> {
  const parameters = {
    resource: 'record',
    operation: 'send',
    system: 'csv',
    object: 'deal',
    idField: 'deal_id',
  };
  const run = async (count: number, name: string): Promise<number> => {
    const items = Array.from({ length: count }, (_, index) => ({
      deal_id: `${name}-${index}`,
      title: `Order ${index}`,
      status: 'open',
      currency: 'USD',
      customer_id: 'C-1',
      sku: 'API-P',
      quantity: '1',
    }));
    const execution = await executions.run(
      buildWorkflow(items, [seikyuNode(stage.credential, parameters)]),
      START,
    );
    const accepted = itemsOf(execution, 'Seikyu').filter(({ json }) => json['status'] === 'accepted');
    if (accepted.length !== count) throw new Error(`${accepted.length} of ${count} records were accepted`);
    return new Date(execution.stoppedAt ?? '').getTime() - new Date(execution.startedAt).getTime();
  };
  await run(10, 'warm-up');
  const elapsedMs = await run(RECORDS, 'order');
  return lessIsBetter('n8n: 1,000 items through Record → send', elapsedMs / 1_000, 5, 's', 'goal');
}

/** From the event's time, which its transaction takes just before it commits, to the start of the execution. */
async function measureEvents(stage: Stage, executions: Executions): Promise<Figure[]> {
  const sql = postgres(stage.real.databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    // Only the first event of each invoice: what follows has waits of its own.
    await sql`update entities set is_auto_submit = false`;
    const { type, id, name } = stage.credential;
    const workflow = await executions.add(
      inARow([
        {
          name: TRIGGER,
          type: 'n8n-nodes-seikyu.seikyuTrigger',
          parameters: { events: ['invoice.created'] },
          credentials: { [type]: { id, name } },
          webhookId: crypto.randomUUID(),
        },
        { name: 'Go on', type: 'n8n-nodes-base.noOp' },
      ]),
    );
    await executions.activate(workflow);
    await waitFor('the endpoint of the trigger', async () => {
      const [endpoint] = await sql`select id from webhook_endpoints`;
      return endpoint;
    });
    await winDeals(stage, WARM_UP_EVENTS, 900_000);
    await winDeals(stage, EVENTS, 950_000);
    const count = WARM_UP_EVENTS + EVENTS;
    const newestFirst = await waitFor(`${count} executions`, async () => {
      const all = await executions.of(workflow);
      return all.length >= count ? all : undefined;
    });
    const samples = newestFirst.slice(0, EVENTS).map(delayOf);
    return [
      lessIsBetter(
        'n8n: event to execution started p50, 1 event/s, warm',
        percentile(samples, 0.5),
        300,
        'ms',
        'goal',
      ),
      lessIsBetter(
        'n8n: event to execution started p95, 1 event/s, warm',
        percentile(samples, 0.95),
        1_000,
        'ms',
        'goal',
      ),
    ];
  } finally {
    await sql.end();
  }
}

async function winDeals(stage: Stage, count: number, firstId: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await stage.hubspot.sendDealWebhook({
      targetUrl: `${stage.real.hub.url}/hooks/${stage.real.settings.organization.hubspotHook}`,
      dealId: putDeal(stage.hubspot, firstId + index),
      propertyName: 'dealstage',
      propertyValue: 'closedwon',
    });
    await pause(BETWEEN_EVENTS_MS);
  }
}

function delayOf(execution: Execution): number {
  const [event] = itemsOf(execution, TRIGGER);
  return new Date(execution.startedAt).getTime() - new Date(String(event?.json['timestamp'])).getTime();
}
