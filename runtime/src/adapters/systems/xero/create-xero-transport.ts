import {
  type ClosableTransport,
  createTransport,
  type TransportOptions,
} from '../../outbound/create-transport.ts';
import { classifyXeroError } from './classify-xero-error.ts';

/**
 * Xero allows 60 calls a minute and 5,000 a day to one organisation (Xero, OAuth 2.0 API limits); we stay below the
 * minute's, since Xero's window and ours do not start together.
 */
const GENERAL_LIMITS = [
  { permits: 55, windowMs: 60_000 },
  { permits: 5_000, windowMs: 86_400_000 },
];

/** Calls at once to one organisation (Xero, OAuth 2.0 API limits). */
const CONCURRENT_MAX = 5;

type XeroTransportOptions = Omit<
  TransportOptions,
  'baseUrl' | 'authHeaders' | 'classifyError' | 'limits' | 'numbersAsText' | 'connectionsMax'
> & {
  /** Asked before every call: Xero's tokens live for half an hour. */
  accessToken: () => Promise<string>;
  /** The vendor's API unless a double's origin is opened and named. */
  baseUrl?: string;
};

/** The transport of one Xero organisation: bearer token, Xero's limits and errors, and numbers as text. */
export function createXeroTransport(options: XeroTransportOptions): ClosableTransport {
  const { accessToken, baseUrl, ...rest } = options;
  return createTransport({
    ...rest,
    baseUrl: baseUrl ?? 'https://api.xero.com/api.xro/2.0',
    authHeaders: async () => ({ authorization: `Bearer ${await accessToken()}` }),
    classifyError: classifyXeroError,
    limits: { general: GENERAL_LIMITS },
    numbersAsText: true,
    connectionsMax: CONCURRENT_MAX,
  });
}
