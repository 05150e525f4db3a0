import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS, type Permission, ROLES } from '../../runtime/src/core/permissions.ts';
import { apiKeys, people } from '../../runtime/src/db/schema/index.ts';
import { ROUTE_RULES } from '../../runtime/src/http/route-rules.ts';
import { ApiKeyPage, CreatedApiKeySchema } from '../../runtime/src/http/schemas/control.ts';
import { AuditPage } from '../../runtime/src/http/schemas/data.ts';
import { Problem } from '../../runtime/src/http/schemas/problem.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { AnyPage, readAs } from './support/read-as.ts';

const ItemsOnly = AnyPage.pick({ items: true });

let loop: HttpLoop;

beforeAll(async () => {
  loop = await createHttpLoop();
});
afterAll(() => loop.hub.close());

const keyRow = (id: string) =>
  loop.hub.database.inOrganization(loop.organization.id, async (tx) => {
    const [row] = await tx.select().from(apiKeys).where(eq(apiKeys.id, id));
    return row;
  });

describe('a key', () => {
  it('that is missing is asked for, with the scheme', async () => {
    const response = await loop.call(undefined, '/v1/invoices');
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    await expectProblem(response, 'auth.missing');
  });

  it.each([
    ['of another form', 'hello'],
    ['that nobody has', `seikyu_live_${'A'.repeat(43)}`],
    ['with a character too many', `seikyu_live_${'A'.repeat(44)}`],
  ])('%s is refused', async (_what, key) => {
    await expectProblem(await loop.call(key, '/v1/invoices'), 'auth.invalid');
  });

  it('under another scheme is refused', async () => {
    const response = await loop.call(undefined, '/v1/invoices', {
      headers: { authorization: 'Basic aGk6aGk=' },
    });
    await expectProblem(response, 'auth.invalid');
  });

  it('is taken whatever the case of the scheme', async () => {
    const { key } = await loop.key();
    const response = await loop.call(undefined, '/v1/invoices', {
      headers: { authorization: `BEARER ${key}` },
    });
    expect(response.status).toBe(200);
  });

  it('is refused from the moment it expires', async () => {
    const expiresAt = new Date(loop.hub.clock.now().getTime() + 1_000).toISOString();
    const { key } = await loop.key({ expiresAt });
    expect((await loop.call(key, '/v1/invoices')).status).toBe(200);
    loop.hub.clock.advance(1_000);
    await expectProblem(await loop.call(key, '/v1/invoices'), 'auth.invalid');
  });

  it('is refused at the next request after it was revoked, and the revocation is on record', async () => {
    const admin = await loop.key();
    const victim = await loop.key();
    expect((await loop.call(victim.key, '/v1/invoices')).status).toBe(200);
    expect((await loop.call(admin.key, `/v1/api-keys/${victim.id}`, { method: 'DELETE' })).status).toBe(204);
    await expectProblem(await loop.call(victim.key, '/v1/invoices'), 'auth.invalid');
    expect((await loop.call(admin.key, `/v1/api-keys/${victim.id}`, { method: 'DELETE' })).status).toBe(204);
    const audit = await loop.call(admin.key, `/v1/audit?objectKind=api_key&objectId=${victim.id}`);
    const { items } = await readAs(audit, AuditPage);
    expect(items.map((entry) => entry.action)).toEqual(['api_key.revoke', 'api_key.create']);
  });

  it('leaves the minute of its use behind', async () => {
    const { id, key } = await loop.key();
    loop.hub.clock.set('2026-11-25T10:20:30.456Z');
    await loop.call(key, '/v1/invoices');
    await expect
      .poll(async () => (await keyRow(id))?.lastUsedAt?.toISOString())
      .toBe('2026-11-25T10:20:00.000Z');
  });

  it('is shown once and kept as a hash: no answer and no table holds it', async () => {
    const admin = await loop.key();
    const json = { name: 'n8n', permissions: ['read'] };
    const created = await loop.call(admin.key, '/v1/api-keys', { json, idempotencyKey: 'once' });
    expect(created.status).toBe(201);
    const { key, id } = await readAs(created, CreatedApiKeySchema);
    expect((await loop.call(key, '/v1/invoices')).status).toBe(200);
    const list = await loop.call(admin.key, '/v1/api-keys');
    const text = await list.text();
    expect(text).not.toContain(key);
    expect(ApiKeyPage.parse(JSON.parse(text)).items.find((item) => item.id === id)?.permissions).toEqual([
      'read',
    ]);
    const tables = await loop.hub.database.owner`select table_name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'`;
    for (const { table_name: table } of tables) {
      const [row] = await loop.hub.database.owner`select count(*)::int as hits
        from ${loop.hub.database.owner(table)} t where t::text like ${`%${key.slice(20)}%`}`;
      expect(row?.['hits'], table).toBe(0);
    }
  });
});

describe('a new key', () => {
  const wish = (key: string, json: object) =>
    loop.call(key, '/v1/api-keys', { json, idempotencyKey: `wish-${JSON.stringify(json)}-${key.slice(-6)}` });

  it('never holds more than its maker', async () => {
    const { key } = await loop.key({ permissions: ['read', 'admin'] });
    await expectProblem(await wish(key, { name: 'x', permissions: ['issue'] }), 'auth.scope_missing');
  });

  it('never approves without a person', async () => {
    const { key } = await loop.key({ person: loop.organization.author });
    await expectProblem(await wish(key, { name: 'x', permissions: ['approve'] }), 'approval.person_required');
  });

  it('acts as a person only when that person made it', async () => {
    const { key } = await loop.key({ person: loop.organization.author });
    const other = { name: 'x', permissions: ['approve'], personId: loop.organization.approver.actor.id };
    await expectProblem(await wish(key, other), 'approval.person_required');
    const own = { name: 'x', permissions: ['approve'], personId: loop.organization.author.actor.id };
    expect((await wish(key, own)).status).toBe(201);
  });

  it('has no entity that its maker has not', async () => {
    const { usEntityId, jpEntityId } = loop.organization;
    const { key } = await loop.key({ entityIds: [usEntityId] });
    const more = await wish(key, { name: 'x', permissions: ['read'], entityIds: [jpEntityId] });
    await expectProblem(more, 'auth.entity_not_granted');
    const silent = await readAs(wish(key, { name: 'y', permissions: ['read'] }), CreatedApiKeySchema);
    expect((await keyRow(silent.id))?.entityIds).toEqual([usEntityId]);
  });

  it('names only entities that exist', async () => {
    const { key } = await loop.key();
    const problem = await expectProblem(
      await wish(key, { name: 'x', permissions: ['read'], entityIds: ['ent_nowhere00'] }),
      'request.invalid',
    );
    expect(problem.errors[0]?.pointer).toBe('/entityIds/0');
  });
});

describe('a key that takes the place of another', () => {
  const rotate = (key: string, id: string) =>
    loop.call(key, `/v1/api-keys/${id}/rotate`, {
      json: {},
      idempotencyKey: `rotate-${id}-${key.slice(-6)}`,
    });

  it('may do what that one may, which goes on for a day and no longer', async () => {
    const { jpEntityId } = loop.organization;
    const admin = await loop.key();
    const old = await loop.key({ permissions: ['read', 'send'], entityIds: [jpEntityId] });
    const made = await readAs(rotate(admin.key, old.id), CreatedApiKeySchema);
    expect(await keyRow(made.id)).toMatchObject({ permissions: ['read', 'send'], entityIds: [jpEntityId] });
    const dayLater = loop.hub.clock.now().getTime() + 86_400_000;
    expect((await keyRow(old.id))?.expiresAt?.getTime()).toBe(dayLater);
    expect((await loop.call(made.key, '/v1/invoices')).status).toBe(200);
  });

  it('acts as a person only when that person made it: no administrator approves under a colleague’s name', async () => {
    const { author, approver } = loop.organization;
    const admin = await loop.key({ person: author });
    const theirs = await loop.key({ person: approver, permissions: ['read', 'approve'] });
    await expectProblem(await rotate(admin.key, theirs.id), 'approval.person_required');
    await expectProblem(await rotate((await loop.key()).key, theirs.id), 'approval.person_required');
    expect((await keyRow(theirs.id))?.expiresAt).toBeNull();
    expect((await rotate(admin.key, admin.id)).status).toBe(201);
  });

  it('has no entity that its maker has not', async () => {
    const { usEntityId, jpEntityId } = loop.organization;
    const limited = await loop.key({ entityIds: [usEntityId] });
    for (const entityIds of [[jpEntityId], undefined]) {
      const wider = await loop.key(entityIds === undefined ? {} : { entityIds });
      await expectProblem(await rotate(limited.key, wider.id), 'auth.entity_not_granted');
    }
  });
});

describe('a key of a person', () => {
  it('may do what both the key and the roles of the person allow', async () => {
    const { key, id } = await loop.key({
      person: loop.organization.approver,
      permissions: ['read', 'admin'],
    });
    expect((await loop.call(key, '/v1/invoices')).status).toBe(200);
    // Ken is no administrator, whatever his key says.
    await expectProblem(await loop.call(key, '/v1/api-keys'), 'auth.scope_missing');
    expect((await keyRow(id))?.permissions).toContain('admin');
  });

  it('loses what the person loses, at the next request', async () => {
    const { key } = await loop.key({ person: loop.organization.author });
    expect((await loop.call(key, '/v1/api-keys')).status).toBe(200);
    const setRoles = (roles: string[]) =>
      loop.hub.database.inOrganization(loop.organization.id, (tx) =>
        tx.update(people).set({ roles }).where(eq(people.id, loop.organization.author.actor.id)),
      );
    await setRoles(['viewer']);
    await expectProblem(await loop.call(key, '/v1/api-keys'), 'auth.scope_missing');
    await setRoles(['admin', 'finance_approver']);
    expect((await loop.call(key, '/v1/api-keys')).status).toBe(200);
  });
});

describe('a key for one entity', () => {
  it('sees the invoices, events, payments and entities of that entity only', async () => {
    await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'API-P' }] });
    await loop.tellOf({ id: '2', currency: 'JPY', lines: [{ id: 'b', sku: 'API-P' }] });
    await loop.hub.drain();
    const { jpEntityId } = loop.organization;
    const { key } = await loop.key({ entityIds: [jpEntityId] });
    const everything = await loop.key();
    const itemsOf = async (of: string, path: string) => (await readAs(loop.call(of, path), ItemsOnly)).items;
    const mine = await itemsOf(key, '/v1/invoices');
    expect(mine.map((item) => item.entityId)).toEqual([jpEntityId]);
    expect(await itemsOf(everything.key, '/v1/invoices')).toHaveLength(2);
    expect((await itemsOf(key, '/v1/entities')).map((item) => item.id)).toEqual([jpEntityId]);
    const events = await itemsOf(key, '/v1/events?limit=100');
    expect(new Set(events.map((item) => item.invoiceId))).toEqual(new Set([mine[0]?.id]));
    expect(events.length).toBeGreaterThan(1);
    const audit = await itemsOf(key, '/v1/audit?limit=100');
    expect(audit.length).toBeGreaterThan(1);
    expect(new Set(audit.map((item) => item['objectId']))).toEqual(new Set([mine[0]?.id]));
    expect(await itemsOf(key, '/v1/payments')).toEqual([]);
    expect(await itemsOf(key, '/v1/dead-letters')).toEqual([]);
    const foreign = (await itemsOf(everything.key, '/v1/invoices')).find(
      (item) => item.entityId !== jpEntityId,
    );
    await expectProblem(await loop.call(key, `/v1/invoices/${foreign?.id}`), 'auth.entity_not_granted');
    await expectProblem(
      await loop.call(key, `/v1/invoices/${foreign?.id}/document.svg`),
      'auth.entity_not_granted',
    );
  });
});

describe('every route under /v1', () => {
  const guarded = Object.entries(ROUTE_RULES).filter(([name]) => name.includes(' /v1/'));
  const keys = new Map<string, { key: string; permissions: readonly Permission[] }>();

  beforeAll(async () => {
    for (const [role, permissions] of Object.entries(ROLES)) {
      const machine = permissions.filter((permission: Permission) => permission !== 'approve');
      keys.set(role, { key: (await loop.key({ permissions: machine })).key, permissions: machine });
    }
  });

  it.each(guarded)('%s declares a permission and wants a key', async (name, rule) => {
    // Who calls is what every valid key may ask, whatever else it may do.
    expect(name === 'GET /v1/me' ? ['any'] : PERMISSIONS).toContain(rule.access);
    const [method = '', pattern = ''] = name.split(' ');
    const response = await loop.call(undefined, pattern.replaceAll(/:[a-z]+/g, 'x'), { method });
    await expectProblem(response, 'auth.missing');
  });

  it.each(guarded)(
    '%s is refused to every role without its permission, and to no other',
    async (name, rule) => {
      const [method = '', pattern = ''] = name.split(' ');
      for (const [role, { key, permissions }] of keys) {
        const response = await loop.call(key, pattern.replaceAll(/:[a-z]+/g, 'x'), { method });
        const isGranted =
          rule.access === 'any' || permissions.some((permission) => permission === rule.access);
        const code = response.status >= 400 ? (await readAs(response, Problem)).code : null;
        expect(code === 'auth.scope_missing', `${role}: ${code}`).toBe(!isGranted);
      }
    },
  );
});
