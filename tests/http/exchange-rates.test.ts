import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EnteredRates, RateFeedSchema, RateList } from '../../runtime/src/http/schemas/rates.ts';
import { seedOrganization } from '../support/seed-organization.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

let loop: HttpLoop;
let admin: string;
let count = 0;

const RATE = { base: 'USD', quote: 'JPY', date: '2026-11-20', rate: '156.25', source: 'Bank TTM' };
const enter = (rates: object[], key = admin) => {
  count += 1;
  return loop.call(key, '/v1/exchange-rates', { json: { rates }, idempotencyKey: `rates-${count}` });
};
const list = (query = '', key = admin) => readAs(loop.call(key, `/v1/exchange-rates${query}`), RateList);

beforeAll(async () => {
  loop = await createHttpLoop();
  admin = (await loop.key()).key;
});
afterAll(() => loop.hub.close());

describe('exchange rates', () => {
  it('are entered once: the same again changes nothing, another one for the day takes its place', async () => {
    const older = { ...RATE, date: '2026-11-19', rate: '155' };
    expect(await readAs(enter([RATE, older]), EnteredRates)).toEqual({ changed: 2 });
    expect(await readAs(enter([{ ...RATE, rate: '156.2500' }]), EnteredRates)).toEqual({ changed: 0 });
    expect(await readAs(enter([{ ...RATE, rate: '156.3' }]), EnteredRates)).toEqual({ changed: 1 });
    expect((await list()).items).toMatchObject([
      { date: '2026-11-20', rate: '156.3', origin: 'entered', source: 'Bank TTM' },
      { date: '2026-11-19', rate: '155' },
    ]);
    const audits = await loop.hub.database.owner`
      select after from audit_entries where action = 'exchange_rate.enter' order by id`;
    expect(audits).toHaveLength(2);
  });

  it('are listed by currency and until a day', async () => {
    expect((await list('?currency=EUR')).items).toEqual([]);
    expect((await list('?currency=JPY&until=2026-11-19')).items).toMatchObject([{ date: '2026-11-19' }]);
  });

  it.each([
    ['zero', { ...RATE, rate: '0' }, '/rates/0/rate'],
    ['below zero', { ...RATE, rate: '-1' }, '/rates/0/rate'],
    ['with an exponent', { ...RATE, rate: '1e2' }, '/rates/0/rate'],
    ['to itself', { ...RATE, quote: 'USD' }, '/rates/0/quote'],
    ['of no currency', { ...RATE, quote: 'XXZ' }, '/rates/0/quote'],
    ['of no day', { ...RATE, date: '2026-02-30' }, '/rates/0/date'],
  ])('that are %s are refused at their place, and nothing is entered', async (_what, rate, pointer) => {
    const before = await list();
    const problem = await expectProblem(
      await enter([{ ...RATE, date: '2026-11-01' }, rate].reverse()),
      'request.invalid',
    );
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
    expect(await list()).toEqual(before);
  });

  it('are entered by administrators only, and seen by nobody of another organization', async () => {
    const { key } = await loop.key({ permissions: ['read', 'issue'] });
    await expectProblem(await enter([RATE], key), 'auth.scope_missing');
    const stranger = await seedOrganization(loop.hub, { name: 'Stranger' });
    const other = await loop.key({ organization: stranger });
    expect((await list('', other.key)).items).toEqual([]);
  });

  it('are not fetched until an administrator turns that on', async () => {
    const feed = () => readAs(loop.call(admin, '/v1/exchange-rates/feed'), RateFeedSchema);
    expect(await feed()).toEqual({ feed: 'ecb', isOn: false, fetchedAt: null, fetchedFor: null });
    const set = (isOn: boolean) =>
      loop.call(admin, '/v1/exchange-rates/feed', { method: 'PUT', json: { isOn } });
    expect(await readAs(set(true), RateFeedSchema)).toMatchObject({ isOn: true });
    expect(await feed()).toMatchObject({ isOn: true });
    expect(await readAs(set(false), RateFeedSchema)).toMatchObject({ isOn: false });
  });
});
