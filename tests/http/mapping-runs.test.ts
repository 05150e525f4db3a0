import { afterAll, beforeAll, expect, it } from 'vitest';
import { MappingRunPage, MappingRunSchema } from '../../runtime/src/http/schemas/mapping-runs.ts';
import { withRow, workOnMappings } from '../flow/mappings/support/work-on-mappings.ts';
import { CARD_LINES } from '../support/sample-records.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

let loop: HttpLoop;
let key: string;
let versionId: string;
let work: ReturnType<typeof workOnMappings>;
const DEALS = 52;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key()).key;
  work = workOnMappings(loop);
  for (let deal = 1; deal <= DEALS; deal++) {
    await loop.tellOf({ id: String(deal), lines: CARD_LINES, stage: 'qualified' });
  }
  await loop.hub.drain();
  versionId = await work.draft(withRow('title', () => ({ to: 'title', const: 'Renamed' })));
});
afterAll(() => loop.hub.close());

const post = (path: string, json: object = {}) =>
  loop.call(key, path, { json, idempotencyKey: crypto.randomUUID() });
const start = (what: 'dry-runs' | 'backfills', filter: object = {}) =>
  post(`/v1/mapping-versions/${versionId}/${what}`, filter);
const page = (path: string) => readAs(loop.call(key, path), MappingRunPage.strict());

it('a dry run counts what would be another record, page by page, and stores none of it', async () => {
  const response = await start('dry-runs', { limit: 500 });
  expect(response.status).toBe(202);
  const run = await readAs(response, MappingRunSchema.strict());
  expect(run).toMatchObject({ versionId, state: 'running', totalCount: DEALS, filter: { limit: 500 } });
  expect(await readAs(start('dry-runs'), MappingRunSchema)).toMatchObject({ id: run.id });
  await loop.hub.drain();
  const path = `/v1/mapping-dry-runs/${run.id}`;
  const first = await page(path);
  expect(first).toMatchObject({
    state: 'done',
    doneCount: DEALS,
    summary: { outcomes: { changed: DEALS }, fields: { title: DEALS } },
  });
  expect(first.records).toHaveLength(50);
  expect(first.records[0]?.changes).toMatchObject([{ path: 'title', after: 'Renamed' }]);
  const second = await page(`${path}?cursor=${first.nextCursor}`);
  expect(second.nextCursor).toBeNull();
  const seen = [...first.records, ...second.records].map(({ externalId }) => externalId);
  expect(new Set(seen).size).toBe(DEALS);
  await expectProblem(await loop.call(key, `/v1/mapping-backfills/${run.id}`), 'mapping.not_found');
});

it('a backfill needs its version live, is stopped and resumed, and maps again what is stored', async () => {
  await expectProblem(await start('backfills'), 'mapping.state_refused');
  await work.publish(versionId);
  const run = await readAs(start('backfills'), MappingRunSchema);
  const path = `/v1/mapping-backfills/${run.id}`;
  await expectProblem(await post(`/v1/mapping-dry-runs/${run.id}/stop`), 'mapping.not_found');
  const stopping = await post(`${path}/stop`);
  expect(stopping.status).toBe(202);
  expect(await readAs(stopping, MappingRunSchema)).toMatchObject({ state: 'stopping' });
  await loop.hub.drain();
  expect(await page(path)).toMatchObject({ state: 'stopped' });
  expect(await readAs(post(`${path}/resume`), MappingRunSchema)).toMatchObject({ state: 'running' });
  await loop.hub.drain();
  expect(await page(path)).toMatchObject({ state: 'done', summary: { outcomes: { changed: DEALS } } });
});

it('a run is for those who may change mappings, and takes no filter that it does not know', async () => {
  const reader = (await loop.key({ permissions: ['read'] })).key;
  await expectProblem(
    await loop.call(reader, `/v1/mapping-versions/${versionId}/dry-runs`, { json: {}, idempotencyKey: 'r' }),
    'auth.scope_missing',
  );
  await expectProblem(await loop.call(reader, '/v1/mapping-dry-runs/mrn_00000000'), 'auth.scope_missing');
  await expectProblem(await start('dry-runs', { limt: 1 }), 'request.invalid');
});
