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
  accessToken: string;
  /** The organisation; one token may reach several. */
  tenantId: string;
  /** The vendor's API unless a double's origin is opened and named. */
  baseUrl?: string;
};

/** The transport of one Xero organisation: token and tenant, Xero's limits and errors, and numbers as text. */
export function createXeroTransport(options: XeroTransportOptions): ClosableTransport {
  const { accessToken, tenantId, baseUrl, ...rest } = options;
  return createTransport({
    ...rest,
    baseUrl: baseUrl ?? 'https://api.xero.com/api.xro/2.0',
    authHeaders: async () => ({ authorization: `Bearer ${accessToken}`, 'xero-tenant-id': tenantId }),
    classifyError: classifyXeroError,
    limits: { general: GENERAL_LIMITS },
    numbersAsText: true,
    connectionsMax: CONCURRENT_MAX,
  });
}
