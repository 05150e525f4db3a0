import { AppError } from '../../core/app-error.ts';
import type { RateFeed } from '../../flow/ports.ts';
import { createHttpClient, type HttpClientOptions } from '../outbound/create-http-client.ts';
import { parseEcbRates } from './parse-ecb-rates.ts';

/** https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/ */
const ECB_DAILY_URL = 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml';

/** The file has about 2 kB. */
const RESPONSE_MAX_BYTES = 256 * 1024;

/** The feed of the European Central Bank's reference rates; `url` is another address of the same file. */
export function createEcbFeed({
  url = ECB_DAILY_URL,
  ...options
}: HttpClientOptions & { url?: string }): RateFeed {
  const client = createHttpClient({ responseMaxBytes: RESPONSE_MAX_BYTES, ...options });
  return {
    name: 'ecb',
    source: 'ECB',
    async fetchLatest() {
      const headers = { accept: 'application/xml, text/xml', 'user-agent': 'seikyu-hub' };
      const answer = await client.send({ method: 'GET', url, headers });
      if (answer.status !== 200) {
        throw new AppError('target.unavailable', {
          detail: `The European Central Bank answered ${answer.status}.`,
        });
      }
      return parseEcbRates(new TextDecoder().decode(answer.body));
    },
    close: () => client.close(),
  };
}
