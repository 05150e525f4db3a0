import { setTimeout as pause } from 'node:timers/promises';
import { createApiKey } from '../../runtime/src/flow/setup/create-api-key.ts';
import { createOrganization } from '../../runtime/src/flow/setup/create-organization.ts';
import { createPerson } from '../../runtime/src/flow/setup/create-person.ts';
import { makeSettings, type RealHub, startRealHub } from '../support/start-real-hub.ts';
import { sendWebhooks, withClients } from './bench-ingest.ts';
import { toRequest } from './http-client.ts';
import { repeatFor } from './repeat-for.ts';
import { type Figure, lessIsBetter, percentile } from './report.ts';

const FLOOD_CONNECTIONS = 16;
const SECONDS = 8;
/** As long as a key's quota lasts against so many connections, and what may wait of a connection's webhooks. */
const FLOOD_AHEAD_SECONDS = 6;
/** The reads that are timed stay within the quota of their key, 600 a minute. */
const READ_EVERY_MS = 110;
const WARM_UP_SECONDS = 3;
/** How much slower than alone the others may be (S39). */
const SLOWER_MAX = 2;
/** Of each kind, taking turns. */
const LOOKUPS = 100;
const NOWHERE = 'http://127.0.0.1:9';

/**
 * What one organization notices of another: the 95th percentile of its reads alone and while the other sends as much as
 * it can against the quotas and bounds of an ordinary hub (S39), and how long an id of the other takes against one that
 * nobody has (S11). Load generator, hub, workers and Postgres share the machine.
 */
export async function benchFlood(): Promise<Figure[]> {
  const real = await startRealHub({
    command: 'start',
    settings: makeSettings(),
    hubspotUrl: NOWHERE,
    xeroUrl: NOWHERE,
    hasQuotas: true,
  });
  try {
    const key = await addOrganization(real);
    const flooderKey = real.settings.organization.authorKey;
    await timeReads(real, key, WARM_UP_SECONDS);
    const foreignId = await findProductId(real, flooderKey);
    const lookups = await timeLookups(real, key, foreignId);
    const alone = await timeReads(real, key, SECONDS);
    const floodSeconds = FLOOD_AHEAD_SECONDS + SECONDS;
    const byReads = await during(
      () => read(real, flooderKey, FLOOD_CONNECTIONS, floodSeconds),
      () => timeReads(real, key, SECONDS),
    );
    const byWebhooks = await during(
      () => sendWebhooks(real, FLOOD_CONNECTIONS, floodSeconds, [200, 503]),
      () => timeReads(real, key, SECONDS),
    );
    return [lookups, toFigure('API reads', alone, byReads), toFigure('webhooks', alone, byWebhooks)];
  } finally {
    await real.stop();
  }
}

/** An organization with nothing but a person; returns that person's key. */
async function addOrganization(real: RealHub): Promise<string> {
  const { value } = await real.withVerbs(({ deps }) =>
    createOrganization(deps, 'Neighbour', async (tx, ctx) => {
      const person = { name: 'Noor', email: 'noor@neighbour.example', roles: ['admin'] };
      const personId = await createPerson(tx, ctx, person);
      return createApiKey(tx, ctx, { name: 'Bench', personId, permissions: ['read'] });
    }),
  );
  return value.key;
}

type Flood = { perSecond: number; p95Ms: number };

/** The flood begins first, so that quotas and bounds are at work by the time that is measured. */
async function during(flood: () => Promise<number>, measure: () => Promise<number[]>): Promise<Flood> {
  const flooding = flood();
  await pause(FLOOD_AHEAD_SECONDS * 1_000);
  const [samples, perSecond] = await Promise.all([measure(), flooding]);
  return { perSecond, p95Ms: percentile(samples, 0.95) };
}

function toFigure(name: string, alone: number[], flood: Flood): Figure {
  const aloneMs = percentile(alone, 0.95);
  const figure = `p95 of a read while another organization floods, ${Math.round(flood.perSecond)} ${name}/s, times alone`;
  const against = `S39; alone ${aloneMs.toFixed(1)} ms, in the flood ${flood.p95Ms.toFixed(1)} ms`;
  return lessIsBetter(figure, flood.p95Ms / aloneMs, SLOWER_MAX, 'x', against);
}

const readRequest = (real: RealHub, key: string, path: string): Buffer =>
  toRequest(real.hub.url, path, { authorization: `Bearer ${key}` }, '', 'GET');

/** Reads the list of invoices over so many connections; returns how many a second. */
async function read(real: RealHub, key: string, connections: number, seconds: number): Promise<number> {
  const request = readRequest(real, key, '/v1/invoices');
  return withClients(real, connections, (clients) =>
    repeatFor(
      seconds,
      clients.map((client) => async () => {
        const status = await client.send(request);
        if (status !== 200 && status !== 429) throw new Error(`a read was answered with ${status}`);
      }),
    ),
  );
}

/** Milliseconds of each read of one client that sends at its leisure. */
async function timeReads(real: RealHub, key: string, seconds: number): Promise<number[]> {
  const request = readRequest(real, key, '/v1/invoices');
  const samples: number[] = [];
  await withClients(real, 1, (clients) =>
    repeatFor(
      seconds,
      clients.map((client) => async () => {
        const startedAt = performance.now();
        const status = await client.send(request);
        samples.push(performance.now() - startedAt);
        if (status !== 200) throw new Error(`a read was answered with ${status}`);
        await pause(READ_EVERY_MS);
      }),
    ),
  );
  return samples;
}

async function findProductId(real: RealHub, key: string): Promise<string> {
  const answer = await fetch(`${real.hub.url}/v1/products`, { headers: { authorization: `Bearer ${key}` } });
  const id = /"id":"([^"]+)"/.exec(await answer.text())?.[1];
  if (id === undefined) throw new Error('the sample organization has products');
  return id;
}

async function timeLookups(real: RealHub, key: string, foreignId: string): Promise<Figure> {
  const nobodysId = `${foreignId.slice(0, -4)}0000`;
  const [foreign, nobodys] = [foreignId, nobodysId].map((id) => ({
    request: readRequest(real, key, `/v1/products/${id}`),
    samples: [] as number[],
  }));
  if (foreign === undefined || nobodys === undefined) throw new Error('there are two kinds');
  await withClients(real, 1, async ([client]) => {
    for (let turn = 0; turn < LOOKUPS; turn += 1) {
      for (const { request, samples } of turn % 2 === 0 ? [foreign, nobodys] : [nobodys, foreign]) {
        const startedAt = performance.now();
        const status = await client?.send(request);
        samples.push(performance.now() - startedAt);
        if (status !== 404) throw new Error(`an id that is not ours was answered with ${status}`);
      }
    }
  });
  const [foreignMs, nobodysMs] = [foreign, nobodys].map(({ samples }) => percentile(samples, 0.5));
  return lessIsBetter(
    'an id of another organization, median',
    foreignMs ?? 0,
    nobodysMs ?? 0,
    'ms',
    'S11: an id that nobody has, in turns',
  );
}
