import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEcbFeed } from '../../../runtime/src/adapters/rates/create-ecb-feed.ts';
import { type Receiver, startReceiver } from '../../flow/webhooks/support/start-receiver.ts';
import { ecbRates } from '../../support/ecb-rates.ts';

let server: Receiver;

beforeAll(async () => {
  server = await startReceiver();
});
afterAll(() => server.stop());

const FILE = ecbRates('2026-07-09', { USD: '1.1435', JPY: '185.72' });
const fetchFrom = async (body: string, status = 200, openedOrigins = [server.origin]) => {
  server.answer(() => ({ status, body, headers: { 'content-type': 'text/xml' } }));
  const feed = createEcbFeed({ url: `${server.origin}/stats/eurofxref/eurofxref-daily.xml`, openedOrigins });
  try {
    return await feed.fetchLatest();
  } finally {
    feed.close();
  }
};

describe('the reference rates of the European Central Bank', () => {
  it('are read with their day, as units for one euro and exactly as they are written', async () => {
    expect(await fetchFrom(FILE)).toEqual({
      base: 'EUR',
      date: '2026-07-09',
      rates: [
        { quote: 'USD', rate: '1.1435' },
        { quote: 'JPY', rate: '185.72' },
      ],
    });
  });

  it.each([
    ['a page in place of the file', '<html>Down for maintenance</html>'],
    ['a rate that is no number', FILE.replace('1.1435', '1.14.35')],
    ['a rate of zero', FILE.replace('1.1435', '0.0')],
    ['a currency without a rate', FILE.replace(" rate='1.1435'", '')],
    ['a currency that stands twice', FILE.replace('JPY', 'USD')],
    ['a day that there is not', FILE.replace('2026-07-09', '2026-02-30')],
    ['no rates', ecbRates('2026-07-09', {})],
  ])('are refused as a whole for %s', async (_what, body) => {
    await expect(fetchFrom(body)).rejects.toMatchObject({ code: 'target.garbage' });
  });

  it('are asked for again later where the server answers an error', async () => {
    await expect(fetchFrom('', 503)).rejects.toMatchObject({ code: 'target.unavailable' });
  });

  it('are fetched from public addresses only', async () => {
    await expect(fetchFrom(FILE, 200, [])).rejects.toMatchObject({ code: 'outbound.address_refused' });
  });
});
