import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../runtime/src/adapters/embedded-postgres/start-embedded-postgres.ts';
import { createLog } from '../../runtime/src/adapters/system/create-log.ts';
import { readConfig } from '../../runtime/src/config.ts';
import { openSession } from '../../runtime/src/flow/auth/open-session.ts';
import { type Hub, startHub } from '../../runtime/src/start-hub.ts';
import { makeSampleOrganization } from '../support/make-sample-organization.ts';
import { seedManyInvoices } from '../support/seed-many-invoices.ts';
import { findFreePort } from '../support/spawn-hub.ts';
import { type Figure, lessIsBetter, percentile } from './report.ts';

const INVOICES = 100_000;
const CUSTOMERS = 2_000;
const ROUNDS = 40;
/** The first ones compile what the later ones use. */
const WARM_UP_ROUNDS = 10;

/** The board of an organization with many invoices: over HTTP, from the request to the first byte of the page. */
export async function benchBoard(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'seikyu-board-'));
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
    await seedManyInvoices(hub.database.owner, { ...sample, count: INVOICES, customers: CUSTOMERS });
    const token = await openSession(hub.deps, {
      organizationId: sample.organizationId,
      personId: sample.ownerId,
    });
    const measure = (path: string): Promise<number> => firstByteMs(hub, path, `seikyu_session=${token}`);
    const name = `board of ${INVOICES.toLocaleString('en')} invoices, first byte p95`;
    return [
      lessIsBetter(name, await measure('/'), 150, 'ms', 'goal'),
      lessIsBetter(`${name}, one currency`, await measure('/?currency=JPY'), 150, 'ms', 'goal'),
      lessIsBetter(`${name}, search`, await measure('/?query=customer+77'), 150, 'ms', 'goal'),
    ];
  } finally {
    await hub.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function firstByteMs(hub: Hub, path: string, cookie: string): Promise<number> {
  const samples: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAt = performance.now();
    const answer = await fetch(`${hub.url}${path}`, { headers: { cookie } });
    samples.push(performance.now() - startedAt);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    await answer.text();
  }
  return percentile(samples.slice(WARM_UP_ROUNDS), 0.95);
}
