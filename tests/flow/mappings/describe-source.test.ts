import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../../runtime/src/core/app-error.ts';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import type { DescribedField } from '../../../runtime/src/core/mapping/source-field.ts';
import { setConnectionPaused } from '../../../runtime/src/flow/connections/set-connection-paused.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { storeRecords } from '../../../runtime/src/flow/ingest/store-records.ts';
import { describeSource } from '../../../runtime/src/flow/mappings/describe-source.ts';
import { createConnection } from '../../../runtime/src/flow/setup/create-connection.ts';
import { createPushConnection } from '../../../runtime/src/flow/setup/create-push-connection.ts';
import { seedDeal, startAccount } from '../../integration/hubspot/start-account.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { seedOrganization } from '../../support/seed-organization.ts';

const PO_NUMBER: DescribedField = {
  path: 'properties.po_number',
  label: 'PO number',
  type: 'text',
  isCustom: true,
};

let loop: Loop;
/** What the CRM does when it is asked for its fields. */
let describeFields: () => Promise<DescribedField[]>;

beforeAll(async () => {
  loop = await createLoop();
  loop.crm.describeFields = () => describeFields();
});
beforeEach(() => {
  describeFields = async () => [PO_NUMBER];
});
afterAll(() => loop.hub.close());

const describe = (input: Parameters<typeof describeSource>[0]['input'], ctx = loop.organization.author) =>
  describeSource({ ctx, input });

/** Stores payloads of an object under ids of their own, oldest first. */
async function store(
  place: { system: string; object: string; connectionId: string | null },
  payloads: JsonObject[],
  ctx: Ctx = loop.hub.system(loop.organization.id),
): Promise<void> {
  const { system, object, connectionId } = place;
  const raw = payloads.map((payload, n) => ({
    object,
    externalId: `${object}-${n}`,
    modifiedAt: null,
    payload,
  }));
  const origin = { system, connectionId, seenAt: loop.hub.clock.now() };
  await ctx.deps.database.inOrganization(ctx.organizationId, (tx) => storeRecords(tx, ctx, origin, raw));
}

test('what the system describes comes with a value and a count of the stored records, and what it leaves out follows', async () => {
  const place = { system: 'hubspot', object: 'deal', connectionId: loop.organization.hubspot.id };
  await store(place, [
    { properties: { po_number: 'PO-1', own: '2026-11-30' } },
    { properties: { po_number: null } },
    { properties: { po_number: 'PO-3' } },
  ]);
  const { fields, recordCount, warnings } = await describe(place);
  expect(recordCount).toBe(3);
  expect(warnings).toEqual([]);
  expect(fields).toEqual([
    { ...PO_NUMBER, options: [], sample: 'PO-3', recordCount: 2 },
    {
      path: 'properties',
      label: 'properties',
      type: 'object',
      isCustom: false,
      options: [],
      sample: null,
      recordCount: 3,
    },
    {
      path: 'properties.own',
      label: 'own',
      type: 'date',
      isCustom: false,
      options: [],
      sample: '2026-11-30',
      recordCount: 1,
    },
  ]);
});

test('records that are pushed by a system which describes nothing are enough', async () => {
  const system = loop.hub.system(loop.organization.id);
  await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    createPushConnection(tx, system, { system: 'erp', name: 'Our ERP' }),
  );
  await store({ system: 'erp', object: 'order', connectionId: null }, [{ total: '12.50', 'a.b': 1 }]);
  const { fields, warnings } = await describe({ system: 'erp', object: 'order' });
  expect(fields).toMatchObject([{ path: 'total', label: 'total', type: 'text', sample: '12.50' }]);
  expect(warnings).toEqual([]);
});

test('only the newest 200 records are looked at', async () => {
  const place = { system: 'erp', object: 'item', connectionId: null };
  await store(place, [{ old: 'x' }, ...Array.from({ length: 200 }, (_, n) => ({ now: String(n) }))]);
  const { fields, recordCount } = await describe({ system: 'erp', object: 'item' });
  expect(recordCount).toBe(200);
  expect(fields).toMatchObject([{ path: 'now', recordCount: 200 }]);
});

test('an object that nobody knows has no fields, and that is an answer', async () => {
  expect(await describe({ system: 'erp', object: 'nothing' })).toEqual({
    fields: [],
    recordCount: 0,
    warnings: [],
  });
});

test('a system that cannot be asked is a warning with its code, and stored records still tell', async () => {
  describeFields = () => Promise.reject(new AppError('target.forbidden', { detail: 'A scope is missing.' }));
  const { hubspot } = loop.organization;
  await store({ system: 'hubspot', object: 'ticket', connectionId: hubspot.id }, [{ id: '1' }]);
  const { fields, warnings } = await describe({ system: 'hubspot', object: 'ticket' });
  expect(fields).toMatchObject([{ path: 'id', sample: '1' }]);
  expect(warnings).toEqual([
    { connectionId: hubspot.id, code: 'target.forbidden', detail: 'A scope is missing.' },
  ]);
});

test('our own mistake is no warning', async () => {
  describeFields = () => Promise.reject(new TypeError('x is not a function'));
  await expect(describe({ system: 'hubspot', object: 'deal' })).rejects.toThrow(TypeError);
});

test('no transaction is open while a system is asked', async () => {
  let openCount: unknown;
  describeFields = async () => {
    const [row] = await loop.hub.database.ownerDrizzle.execute(
      sql`select count(*)::int as open from pg_stat_activity
          where datname = current_database() and state like 'idle in transaction%'`,
    );
    openCount = row?.['open'];
    return [];
  };
  await describe({ system: 'hubspot', object: 'deal' });
  expect(openCount).toBe(0);
});

test('a paused connection is not asked, and says so', async () => {
  const { author, hubspot } = loop.organization;
  await setConnectionPaused({ ctx: author, input: { connectionId: hubspot.id, isPaused: true } });
  let askedCount = 0;
  describeFields = async () => {
    askedCount += 1;
    return [];
  };
  const { warnings } = await describe({ system: 'hubspot', object: 'deal' });
  await setConnectionPaused({ ctx: author, input: { connectionId: hubspot.id, isPaused: false } });
  expect(warnings).toMatchObject([{ code: 'connection.paused' }]);
  expect(askedCount).toBe(0);
});

test('one connection of several is described by itself and its records alone', async () => {
  const second = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    createConnection(tx, loop.hub.system(loop.organization.id), {
      system: 'hubspot',
      name: 'Second',
      role: 'crm',
      baseUrl: 'https://api.hubapi.com',
      config: {},
      secrets: {},
    }),
  );
  await store({ system: 'hubspot', object: 'product', connectionId: second.id }, [{ second: 1 }]);
  await store({ system: 'hubspot', object: 'product', connectionId: loop.organization.hubspot.id }, [
    { first: 1 },
  ]);
  let askedCount = 0;
  describeFields = async () => {
    askedCount += 1;
    return [];
  };
  const own = await describe({ system: 'hubspot', object: 'product', connectionId: second.id });
  expect(own.fields.map(({ path }) => path)).toEqual(['second']);
  expect(askedCount).toBe(1);
  const all = await describe({ system: 'hubspot', object: 'product' });
  expect(all.fields.map(({ path }) => path).toSorted()).toEqual(['first', 'second']);
  expect(askedCount).toBe(3);
});

test('a connection of another system or of a stranger is not found, and his records are not seen', async () => {
  const stranger = await seedOrganization(loop.hub, { name: 'Stranger' });
  await store({ system: 'erp', object: 'secret', connectionId: null }, [{ theirs: 1 }]);
  expect(await describe({ system: 'erp', object: 'secret' }, stranger.author)).toMatchObject({ fields: [] });
  for (const connectionId of [stranger.hubspot.id, loop.organization.xero.id]) {
    await expect(describe({ system: 'hubspot', object: 'deal', connectionId })).rejects.toMatchObject({
      code: 'connection.not_found',
    });
  }
});

test('who may not change mappings, or is granted some legal entities only, sees no values of records', async () => {
  const { author } = loop.organization;
  const input = { system: 'hubspot', object: 'deal' };
  const reader = { ...author, permissions: new Set(['read', 'admin'] as const) };
  await expect(describe(input, reader)).rejects.toMatchObject({ code: 'auth.scope_missing' });
  const narrow = { ...author, entityIds: [loop.organization.usEntityId] };
  await expect(describe(input, narrow)).rejects.toMatchObject({ code: 'auth.entity_not_granted' });
});

test('a field that a company made in its CRM is offered with the value that its deals hold', async () => {
  const { hubspot, connector } = await startAccount();
  hubspot.store.putProperty('deals', {
    name: 'po_number',
    label: '発注番号',
    type: 'string',
    fieldType: 'text',
  });
  hubspot.store.putDeal({ id: seedDeal(hubspot), properties: { po_number: 'PO-42' } });
  const real = await createLoop({ connectors: { open: () => connector } });
  await real.tell('deal', '42', []);
  await real.hub.drain();
  const { fields } = await describe({ system: 'hubspot', object: 'deal' }, real.organization.author);
  await real.hub.close();
  expect(fields).toContainEqual({
    path: 'properties.po_number',
    label: '発注番号',
    type: 'text',
    isCustom: true,
    options: [],
    sample: 'PO-42',
    recordCount: 1,
  });
});
