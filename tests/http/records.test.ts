import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inbox, records } from '../../runtime/src/db/schema/index.ts';
import { ReceivedSchema } from '../../runtime/src/http/schemas/control.ts';
import { CustomerPage } from '../../runtime/src/http/schemas/data.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

let loop: HttpLoop;
let key: string;
let next = 0;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key({ permissions: ['ingest', 'read'] })).key;
});
afterAll(() => loop.hub.close());

const push = (body: string, type = 'application/json', object = 'company') =>
  loop.call(key, `/v1/records/hubspot/${object}`, {
    body,
    headers: { 'content-type': type },
    idempotencyKey: `push-${next++}`,
  });
const storedAs = (externalId: string) =>
  loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(records).where(eq(records.externalId, externalId)),
  );
const waiting = () => loop.hub.database.inOrganization(loop.organization.id, (tx) => tx.select().from(inbox));
const company = (id: string) => JSON.stringify({ id, properties: { name: `Company ${id}` } });

describe('pushed records', () => {
  it('are taken one at a time, and stored once however often they come', async () => {
    const first = ReceivedSchema.parse(await (await push(company('1'))).json());
    expect(first).toMatchObject({
      accepted: 1,
      refused: 0,
      items: [{ index: 0, externalId: '1' }],
    });
    await push(company('1'));
    await loop.hub.drain();
    expect(await storedAs('1')).toHaveLength(1);
    expect(await waiting()).toHaveLength(0);
  });

  it('may name the connection that they come from; one that does not exist is refused', async () => {
    const pushFrom = (connection: string) =>
      loop.call(key, `/v1/records/hubspot/company?connection=${connection}`, {
        body: company('5'),
        headers: { 'content-type': 'application/json' },
        idempotencyKey: `push-${next++}`,
      });
    expect((await pushFrom(loop.organization.hubspot.id)).status).toBe(202);
    await expectProblem(await pushFrom('con_00000000'), 'connection.not_found');
  });

  it('are taken as an array: a bad one is refused by its place', async () => {
    const response = await push(`[${company('10')},{"name":"no id"},${company('11')},"text"]`);
    expect(response.status).toBe(202);
    expect(ReceivedSchema.parse(await response.json())).toMatchObject({
      accepted: 2,
      refused: 2,
      items: [
        { index: 0, status: 'accepted', externalId: '10' },
        { index: 1, status: 'refused', pointer: '/1/id' },
        { index: 2, status: 'accepted', externalId: '11' },
        { index: 3, status: 'refused', pointer: '/3' },
      ],
    });
  });

  it('are taken line by line: bad lines are refused and the others go on', async () => {
    const lines = [
      company('20'),
      '{broken',
      '',
      company('21'),
      '{"id":"22","__proto__":{}}',
      '[]',
      company('23'),
    ];
    const response = await push(`${lines.join('\r\n')}\n`, 'application/x-ndjson; charset=utf-8');
    expect(response.status).toBe(202);
    const { items, accepted } = ReceivedSchema.parse(await response.json());
    expect(accepted).toBe(3);
    expect(items.map((item) => (item.status === 'accepted' ? item.externalId : item.pointer))).toEqual([
      '20',
      '/1',
      '21',
      '/3/__proto__',
      '/4',
      '23',
    ]);
  });

  it('are mapped after the answer', async () => {
    await push(company('30'));
    await loop.hub.drain();
    const { items } = await readAs(loop.call(key, '/v1/customers?limit=100'), CustomerPage);
    const names = items.map((item) => item.customer.name);
    expect(names).toEqual(expect.arrayContaining(['Company 1', 'Company 11', 'Company 23', 'Company 30']));
  });

  it('are durable with the answer: they wait in the inbox until a job takes them apart', async () => {
    expect((await push(company('40'))).status).toBe(202);
    expect(await waiting()).toHaveLength(1);
    expect(await storedAs('40')).toHaveLength(0);
    await loop.hub.drain();
    expect(await storedAs('40')).toHaveLength(1);
  });

  it('of two equal requests at once are taken once, and both get the same answer', async () => {
    const request = {
      body: `[${company('50')},{"no":"id"}]`,
      headers: { 'content-type': 'application/json' },
      idempotencyKey: 'twins',
    };
    const twins = await Promise.all(
      [1, 2, 3].map(() => loop.call(key, '/v1/records/hubspot/company', request)),
    );
    expect(twins.map((twin) => twin.status)).toEqual([202, 202, 202]);
    expect(twins.filter((twin) => twin.headers.get('idempotency-replayed') === 'true')).toHaveLength(2);
    expect(new Set(await Promise.all(twins.map((twin) => twin.text())))).toHaveProperty('size', 1);
    expect(await waiting()).toHaveLength(1);
    await loop.hub.drain();
    expect(await storedAs('50')).toHaveLength(1);
  });

  it('keep the order in which they were pushed, however late they are taken apart', async () => {
    await push('{"id":"60","properties":{"name":"First"}}');
    loop.hub.clock.advance(5);
    await push('{"id":"60","properties":{"name":"Second"}}');
    await loop.hub.drain();
    const { items } = await readAs(loop.call(key, '/v1/customers?limit=100'), CustomerPage);
    expect(items.map((item) => item.customer.name)).toContain('Second');
    expect(items.map((item) => item.customer.name)).not.toContain('First');
  });

  it('that are all bad are refused with a problem that points at each', async () => {
    const single = await expectProblem(await push('{"name":"no id"}'), 'request.invalid');
    expect(single.errors.map((error) => error.pointer)).toEqual(['/id']);
    const many = await expectProblem(await push('{a\n{b\n', 'application/x-ndjson'), 'request.invalid');
    expect(many.errors.map((error) => error.pointer)).toEqual(['/0', '/1']);
    await expectProblem(await push('[]'), 'request.invalid');
  });

  it('of an object without a mapping are refused', async () => {
    await expectProblem(await push(company('1'), 'application/json', 'spaceship'), 'record.object_unknown');
    await expectProblem(await push(company('1'), 'application/json', 'Deal'), 'request.invalid');
  });

  it('are at most 1000 in one request', async () => {
    const lines = Array.from({ length: 1_001 }, (_, index) => `{"id":"${index}"}`).join('\n');
    await expectProblem(await push(lines, 'application/x-ndjson'), 'request.body_too_large');
  });

  it('need a content type that says what they are', async () => {
    await expectProblem(await push(company('1'), 'text/csv'), 'request.invalid');
  });
});
