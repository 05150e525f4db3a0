import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { AppError } from '../../core/app-error.ts';
import { isPublicAddress } from './is-public-address.ts';

/** Resolves a name to all its addresses, IPv4 and IPv6. */
export type ResolveHost = (hostname: string) => Promise<LookupAddress[]>;

/** The operating system's resolver, all addresses in its order. */
export const resolveHost: ResolveHost = (hostname) => lookup(hostname, { all: true, order: 'verbatim' });

/**
 * A `lookup` for node:https that refuses a name as soon as one of its addresses is not public
 * (outbound.address_refused). The socket connects to the very addresses that were checked, so a name that
 * resolves differently the next time (DNS rebinding) gains nothing.
 */
export function createGuardedLookup(resolve: ResolveHost): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined || addresses.some(({ address }) => !isPublicAddress(address))) {
          callback(
            new AppError('outbound.address_refused', { detail: 'The name resolves to no public address.' }),
            [],
          );
        } else if (options.all === true) {
          callback(null, addresses);
        } else {
          callback(null, first.address, first.family);
        }
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error('resolver failed'), []),
    );
  };
}
