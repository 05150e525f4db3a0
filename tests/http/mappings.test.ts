import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject } from '../../runtime/src/core/json.ts';
import { mappingVersions } from '../../runtime/src/db/schema/index.ts';
import { reviewMapping } from '../../runtime/src/flow/mappings/review-mapping.ts';
import { AuditPage } from '../../runtime/src/http/schemas/data.ts';
import {
  FixtureList,
  MappedRecordsSchema,
  MappingList,
  MappingPreviewSchema,
  MappingSchema,
  MappingVersionSchema,
} from '../../runtime/src/http/schemas/mappings.ts';
import { CARD_LINES, sampleBundle } from '../support/sample-records.ts';
import type { z } from '../support/zod.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

type Version = z.infer<typeof MappingVersionSchema>;

let loop: HttpLoop;
let key: string;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key()).key;
});
afterAll(() => loop.hub.close());

const DEAL =
  sampleBundle({ id: '5001', lines: CARD_LINES }).find(({ object }) => object === 'deal')?.payload ?? {};
const TITLE = 'Deal 5001';
const mapping = (path = '') => `/v1/mappings/hubspot/deal${path}`;
const post = (path: string, json: object = {}, as = key) =>
  loop.call(as, path, { json, idempotencyKey: crypto.randomUUID() });
const put = (path: string, json: object) => loop.call(key, path, { method: 'PUT', json });
const remove = (path: string) => loop.call(key, path, { method: 'DELETE' });
const act = (id: string, verb: string, json: object = {}) => post(`/v1/mapping-versions/${id}/${verb}`, json);
const read = (id: string) => readAs(loop.call(key, `/v1/mapping-versions/${id}`), MappingVersionSchema);
const draft = async (json: object = { reason: 'The CRM changed.' }): Promise<Version> => {
  const response = await post(mapping('/versions'), json);
  expect(response.status).toBe(201);
  return readAs(response, MappingVersionSchema.strict());
};
/** Saves a draft with the row of the title as said. */
const retitle = async ({ id, definition, script, revision }: Version, row: JsonObject) => {
  const fields = definition.fields.map((field) => (field.to === 'title' ? { to: 'title', ...row } : field));
  return put(`/v1/mapping-versions/${id}`, { definition: { ...definition, fields }, script, revision });
};
const approve = (versionId: string) =>
  reviewMapping({ ctx: loop.organization.approver, input: { versionId, decision: 'approve' } });

describe('the list of mappings', () => {
  it('tells of each object which version is live and how many are on their way', async () => {
    const before = await readAs(loop.call(key, '/v1/mappings'), MappingList);
    const { id } = await draft();
    const { data } = await readAs(loop.call(key, '/v1/mappings'), MappingList.strict());
    const ofDeals = (list: typeof data) =>
      list.find(({ system, object }) => system === 'hubspot' && object === 'deal');
    expect(ofDeals(before.data)).toMatchObject({ kind: 'deal', live: { version: 1 }, draftCount: 0 });
    expect(ofDeals(data)).toMatchObject({ live: { version: 1 }, draftCount: 1 });
    await remove(`/v1/mapping-versions/${id}`);
  });

  it('answers one mapping with every version, and none where nobody has one', async () => {
    const { id } = await draft();
    expect((await remove(`/v1/mapping-versions/${id}`)).status).toBe(204);
    const answer = await readAs(loop.call(key, mapping()), MappingSchema.strict());
    expect(answer).toMatchObject({ system: 'hubspot', object: 'deal', kind: 'deal', live: { version: 1 } });
    expect(answer.versions[0]).toMatchObject({ id, status: 'discarded', author: { kind: 'api_key' } });
    expect(answer.versions.at(-1)).toMatchObject({ version: 1, status: 'published', author: null });
    await expectProblem(await loop.call(key, '/v1/mappings/hubspot/ticket'), 'mapping.not_found');
    await expectProblem(await loop.call(key, '/v1/mappings/HubSpot/deal'), 'request.invalid');
  });
});

describe('a version', () => {
  it('is drafted, saved, submitted, reviewed by a person in between, published and rolled back', async () => {
    const { live } = await readAs(loop.call(key, mapping()), MappingSchema);
    const { id, ...drafted } = await draft();
    expect(drafted).toMatchObject({ status: 'draft', revision: 1, baseVersionId: live?.versionId });
    const saved = await readAs(
      await retitle({ id, ...drafted }, { from: 'properties.dealname', transform: ['upper'] }),
      MappingVersionSchema,
    );
    expect(saved).toMatchObject({
      revision: 2,
      replaces: live === null ? null : { versionId: live.versionId, version: live.version },
      diff: { added: [], removed: [], changed: [{ after: { field: { to: 'title' } } }] },
      breaking: [],
    });
    expect(await readAs(act(id, 'submit'), MappingVersionSchema)).toMatchObject({ status: 'in_review' });
    await expectProblem(await act(id, 'publish'), 'mapping.state_refused');
    expect(await readAs(act(id, 'withdraw'), MappingVersionSchema)).toMatchObject({ status: 'draft' });
    await act(id, 'submit');
    await approve(id);
    await expectProblem(await act(id, 'publish'), 'mapping.review_refused');
    const other = (await loop.key()).key;
    const published = post(`/v1/mapping-versions/${id}/publish`, {}, other);
    expect(await readAs(published, MappingVersionSchema)).toMatchObject({
      status: 'published',
      reviewer: { name: 'Ken' },
      replaces: null,
    });
    const { data } = await readAs(post(mapping('/run'), { records: [DEAL] }), MappedRecordsSchema);
    expect(data).toMatchObject([{ ok: true, record: { title: TITLE.toUpperCase() } }]);
    const back = await act(live?.versionId ?? '', 'rollback', { reason: 'Titles shout.' });
    expect(await readAs(back, MappingVersionSchema)).toMatchObject({ status: 'published' });
    expect((await read(id)).status).toBe('retired');
    const trail = await readAs(loop.call(key, `/v1/audit?objectId=${id}&limit=100`), AuditPage);
    expect(trail.items.map(({ action }) => action).toReversed()).toEqual([
      'mapping.draft',
      'mapping.save',
      'mapping.submit',
      'mapping.withdraw',
      'mapping.submit',
      'mapping.review',
      'mapping.publish',
      'mapping.retire',
    ]);
  });

  it('is saved on top of what was read only, and refused row by row', async () => {
    const version = await draft();
    await retitle(version, { const: 'First' });
    await expectProblem(await retitle(version, { const: 'Second' }), 'mapping.revision_conflict');
    const problem = await expectProblem(
      await retitle({ ...version, revision: 2 }, { from: 'a..b' }),
      'mapping.definition_invalid',
    );
    expect(problem.errors).toMatchObject([{ pointer: expect.stringMatching(/^\/fields\/\d+\/from$/) }]);
    expect((await read(version.id)).definition.fields).toContainEqual({ to: 'title', const: 'First' });
    await remove(`/v1/mapping-versions/${version.id}`);
  });

  it('is drafted from a definition for the object of the path only, and begins it where there is none', async () => {
    const definition = {
      system: 'crm-of-ours',
      object: 'deal',
      kind: 'deal',
      description: 'Deals of our own CRM.',
      fields: [{ to: 'title', from: 'name' }],
    };
    await expectProblem(
      await post(mapping('/versions'), { definition, reason: 'Ours.' }),
      'mapping.definition_invalid',
    );
    await expectProblem(await post('/v1/mappings/crm-of-ours/deal/versions'), 'mapping.not_found');
    const first = await post('/v1/mappings/crm-of-ours/deal/versions', { definition, reason: 'Ours.' });
    expect(await readAs(first, MappingVersionSchema)).toMatchObject({ version: 1, replaces: null });
    const preview = await post('/v1/mappings/crm-of-ours/deal/preview', { records: [{ name: 'One' }] });
    await expectProblem(preview, 'mapping.not_published');
  });

  it('that is live is resumed where it was paused, and one that is not live is not', async () => {
    const { live } = await readAs(loop.call(key, mapping()), MappingSchema);
    const liveId = live?.versionId ?? '';
    await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
      tx
        .update(mappingVersions)
        .set({ pausedAt: loop.hub.clock.now() })
        .where(eq(mappingVersions.id, liveId)),
    );
    expect((await read(liveId)).pausedAt).not.toBeNull();
    expect(await readAs(act(liveId, 'resume'), MappingVersionSchema)).toMatchObject({ pausedAt: null });
    const { id } = await draft();
    await expectProblem(await act(id, 'resume'), 'mapping.state_refused');
    await remove(`/v1/mapping-versions/${id}`);
  });

  it('is drafted once for one Idempotency-Key', async () => {
    const ask = () => loop.call(key, mapping('/versions'), { json: {}, idempotencyKey: 'one-draft' });
    const { id } = await readAs(ask(), MappingVersionSchema);
    expect(await readAs(ask(), MappingVersionSchema)).toMatchObject({ id });
    await expectProblem(await loop.call(key, mapping('/versions'), { json: {} }), 'idempotency.key_missing');
    await remove(`/v1/mapping-versions/${id}`);
  });

  it('is changed by no key that only reads, and reviewed by none', async () => {
    const reader = (await loop.key({ permissions: ['read'] })).key;
    const { id } = await draft();
    expect((await loop.call(reader, `/v1/mapping-versions/${id}`)).status).toBe(200);
    await expectProblem(await post(mapping('/versions'), {}, reader), 'auth.scope_missing');
    await expectProblem(await post(`/v1/mapping-versions/${id}/submit`, {}, reader), 'auth.scope_missing');
    await expectProblem(await act(id, 'review', { decision: 'approve' }), 'request.not_found');
    await remove(`/v1/mapping-versions/${id}`);
  });
});

describe('the fixtures of a draft', () => {
  it('are stored, run, replaced and removed by name, and hold back a submission that breaks them', async () => {
    const version = await draft();
    const path = `/v1/mapping-versions/${version.id}/fixtures`;
    const named = `${path}/${encodeURIComponent('商談 1/2')}`;
    expect((await put(named, { source: DEAL })).status).toBe(200);
    expect((await put(`${path}/refused`, { source: {}, expected: null })).status).toBe(200);
    const { data } = await readAs(loop.call(key, path), FixtureList.strict());
    expect(data).toMatchObject([
      { name: 'refused', expected: null, isMet: true, actual: null },
      { name: '商談 1/2', source: DEAL, expected: { title: TITLE }, isMet: true, differences: [] },
    ]);
    expect((await read(version.id)).fixtures).toEqual(['refused', '商談 1/2']);
    await retitle(version, { const: 'Other' });
    const problem = await expectProblem(await act(version.id, 'submit'), 'mapping.fixtures_failed');
    expect(problem.errors).toMatchObject([{ pointer: '/fixtures/商談 1/2', detail: 'title' }]);
    const changed = await readAs(loop.call(key, path), FixtureList);
    expect(changed.data.find(({ isMet }) => !isMet)?.differences).toEqual([
      { path: 'title', before: TITLE, after: 'Other' },
    ]);
    expect((await remove(named)).status).toBe(204);
    expect((await read(version.id)).fixtures).toEqual(['refused']);
    await expectProblem(await put(named, { expected: null }), 'request.invalid');
    await remove(`/v1/mapping-versions/${version.id}`);
  });
});

describe('a trial', () => {
  it('of the live version tells what it makes of a record, and of each value from where', async () => {
    const { data, warnings } = await readAs(
      post(mapping('/preview'), { records: [DEAL, { id: '5002' }] }),
      MappingPreviewSchema.strict(),
    );
    expect(data).toMatchObject([
      { ok: true, record: { title: TITLE }, findings: [] },
      { ok: false, record: null },
    ]);
    expect(data[0]?.writes).toContainEqual(
      expect.objectContaining({
        to: 'title',
        value: TITLE,
        how: 'from',
        reads: [{ place: 'properties.dealname', value: TITLE }],
      }),
    );
    expect(data[1]?.findings.length).toBeGreaterThan(0);
    expect(warnings).toEqual([]);
  });

  it('of a version or of a definition that is not stored leaves the live one alone', async () => {
    const version = await draft();
    const { definition, script } = version;
    const fields = definition.fields.map((row) => (row.to === 'title' ? { to: 'titel', const: 'x' } : row));
    const loose = await readAs(
      post(mapping('/preview'), { definition: { ...definition, fields }, script, records: [DEAL] }),
      MappingPreviewSchema,
    );
    expect(loose.data).toMatchObject([{ ok: false }]);
    expect(loose.warnings).toMatchObject([
      {
        code: 'unknown_target',
        path: 'titel',
        suggestion: 'title',
        detail: expect.stringContaining('titel'),
      },
    ]);
    await retitle(version, { const: 'Draft' });
    const titleOf = async (path: string, json: object) => {
      const { data } = await readAs(post(mapping(path), json), MappedRecordsSchema);
      return isJsonObject(data[0]?.record) ? data[0].record['title'] : undefined;
    };
    expect(await titleOf('/preview', { versionId: version.id, records: [DEAL] })).toBe('Draft');
    expect(await titleOf('/run', { records: [DEAL] })).toBe(TITLE);
    const elsewhere = await post('/v1/mappings/hubspot/company/preview', {
      versionId: version.id,
      records: [],
    });
    await expectProblem(elsewhere, 'mapping.not_found');
    await remove(`/v1/mapping-versions/${version.id}`);
  });

  it('takes stored records by their ids, and needs records or ids, at most 100', async () => {
    const ask = (json: object) => post(mapping('/preview'), json);
    const unknown = await readAs(ask({ recordIds: ['rec_00000000'] }), MappingPreviewSchema);
    expect(unknown.data).toEqual([]);
    for (const json of [
      {},
      { records: [], recordIds: [] },
      { records: Array.from({ length: 101 }, () => DEAL) },
      { records: ['no object'] },
      { versionId: 'map_00000000', definition: {}, records: [] },
    ]) {
      await expectProblem(await ask(json), 'request.invalid');
    }
  });
});
