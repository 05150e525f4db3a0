import { isIP } from 'node:net';
import { AppError } from '../../core/app-error.ts';
import { isPublicAddress } from './is-public-address.ts';

/** Names that never leave the machine or its network: RFC 6761, RFC 6762, RFC 8375, ICANN's `.internal`. */
const PRIVATE_SUFFIXES = ['localhost', 'local', 'internal', 'home.arpa'];

const refuse = (detail: string): AppError => new AppError('outbound.address_refused', { detail });

/**
 * Parses a URL that we are about to call. Only https on port 443 to a public name or address passes, unless its
 * origin was opened by name. Raises outbound.address_refused; names are checked again when they are resolved.
 */
export function checkTargetUrl(text: string, openedOrigins: readonly string[]): URL {
  if (!URL.canParse(text)) throw refuse('The URL cannot be parsed.');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') throw refuse('The URL carries user information.');
  if (openedOrigins.includes(url.origin)) return url;
  if (url.protocol !== 'https:') throw refuse('Only https may be called.');
  if (url.port !== '') throw refuse('Only port 443 may be called.');
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host) !== 0) {
    if (!isPublicAddress(host)) throw refuse('The address is not a public one.');
    return url;
  }
  const isPrivateName = PRIVATE_SUFFIXES.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
  if (isPrivateName || !host.includes('.')) throw refuse('The host name is not a public one.');
  return url;
}
