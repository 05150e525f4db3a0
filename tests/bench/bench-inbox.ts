import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../runtime/src/adapters/embedded-postgres/start-embedded-postgres.ts';
import { createLog } from '../../runtime/src/adapters/system/create-log.ts';
import { readConfig } from '../../runtime/src/config.ts';
import { openSession } from '../../runtime/src/flow/auth/open-session.ts';
import { createPerson } from '../../runtime/src/flow/setup/create-person.ts';
import { type Hub, startHub } from '../../runtime/src/start-hub.ts';
import { makeSampleOrganization } from '../support/make-sample-organization.ts';
import { seedManyInvoices } from '../support/seed-many-invoices.ts';
import { seedOpenRequests } from '../support/seed-open-requests.ts';
import { findFreePort } from '../support/spawn-hub.ts';
import { type Figure, lessIsBetter, percentile } from './report.ts';

const REQUESTS = 10_000;
const CUSTOMERS = 500;
const ROUNDS = 60;
/** The first ones compile what the later ones use. */
const WARM_UP_ROUNDS = 10;
const GOAL_MS = 100;

/** The inbox of an approver for whom many requests wait: over HTTP, from the request to the first byte of the page. */
export async function benchInbox(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'seikyu-inbox-'));
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), log: () => undefined });
  const environment = {
    SEIKYU_DATA: folder,
    SEIKYU_PORT: String(await findFreePort()),
    SEIKYU_SECRET_KEY: randomBytes(32).toString('base64'),
  };
  const hub = await startHub({
    config: readConfig(environment, folder),
    databaseUrl: postgres.url,
    role: { serves: true, works: false },
    log: createLog('error'),
    isAlone: false,
  });
  try {
    const sample = await makeSampleOrganization(hub.deps);
    const { organizationId } = sample;
    await seedManyInvoices(hub.database.owner, { ...sample, count: REQUESTS, customers: CUSTOMERS });
    await seedOpenRequests(hub.database.owner, { organizationId, role: 'finance_approver', count: REQUESTS });
    const figures: Figure[] = [];
    for (const { name, roles } of VIEWERS) {
      const token = await signIn(hub, organizationId, roles);
      figures.push(...(await measure(hub, token, name, '/approvals')));
      figures.push(...(await measure(hub, token, `${name}, all that wait`, '/approvals?whose=all')));
    }
    return figures;
  } finally {
    await hub.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** One for whom all of them wait, and one for whom none does, so that the search for hers goes to the end. */
const VIEWERS = [
  { name: 'who may decide', roles: ['finance_approver'] },
  { name: 'whom none asks', roles: ['finance'] },
];

async function signIn(hub: Hub, organizationId: string, roles: string[]): Promise<string> {
  const ctx = {
    organizationId,
    actor: { kind: 'system' as const, id: 'bench', name: 'Bench' },
    permissions: new Set(['admin'] as const),
    roles: [],
    entityIds: null,
    requestId: 'bench',
    deps: hub.deps,
  };
  const personId = await hub.database.inOrganization(organizationId, (tx) =>
    createPerson(tx, ctx, { name: 'Ken', email: `${roles.join('-')}@sanka.example`, roles }),
  );
  return openSession(hub.deps, { organizationId, personId });
}

async function measure(hub: Hub, token: string, name: string, path: string): Promise<Figure[]> {
  const samples: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAt = performance.now();
    const answer = await fetch(`${hub.url}${path}`, { headers: { cookie: `seikyu_session=${token}` } });
    samples.push(performance.now() - startedAt);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    await answer.text();
  }
  const counted = samples.slice(WARM_UP_ROUNDS);
  const figure = `inbox of ${REQUESTS.toLocaleString('en')} requests, ${name}, first byte`;
  return [
    lessIsBetter(`${figure} p50`, percentile(counted, 0.5), GOAL_MS, 'ms', 'goal'),
    lessIsBetter(`${figure} p95`, percentile(counted, 0.95), GOAL_MS, 'ms', 'goal'),
  ];
}
