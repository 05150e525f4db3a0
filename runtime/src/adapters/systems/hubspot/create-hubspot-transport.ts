import {
  type ClosableTransport,
  createTransport,
  type TransportOptions,
} from '../../outbound/create-transport.ts';
import { classifyHubspotError } from './classify-hubspot-error.ts';

/**
 * A private app may make 190 calls in 10 s (HubSpot, usage guidelines); we stay below, since HubSpot's window and
 * ours do not start together.
 */
const CALLS_PER_10_SECONDS = 180;
const WINDOW_MS = 10_000;

type HubspotTransportOptions = Omit<
  TransportOptions,
  'baseUrl' | 'authHeaders' | 'classifyError' | 'limits'
> & {
  accessToken: string;
  /** The vendor's host unless a double's origin is opened and named. */
  baseUrl?: string;
  /** For accounts that bought a higher limit. Default 180. */
  callsPer10Seconds?: number;
};

/** The transport of one HubSpot account: bearer token, HubSpot's limits and HubSpot's errors. */
export function createHubspotTransport(options: HubspotTransportOptions): ClosableTransport {
  const { accessToken, baseUrl, callsPer10Seconds, ...rest } = options;
  return createTransport({
    ...rest,
    baseUrl: baseUrl ?? 'https://api.hubapi.com',
    authHeaders: async () => ({ authorization: `Bearer ${accessToken}` }),
    classifyError: classifyHubspotError,
    limits: { general: { permits: callsPer10Seconds ?? CALLS_PER_10_SECONDS, windowMs: WINDOW_MS } },
  });
}
