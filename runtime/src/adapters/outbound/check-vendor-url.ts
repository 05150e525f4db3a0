import { AppError } from '../../core/app-error.ts';

/**
 * Checks a base URL that a vendor named (`instance_url`, `api_domain`): https, no port, and a host that is one of
 * `hosts` or below one written `*.vendor.com`; or an opened origin. Raises outbound.address_refused.
 */
export function checkVendorUrl(
  text: string,
  hosts: readonly string[],
  openedOrigins: readonly string[],
): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && url.username === '' && url.password === '';
  if (isPlain && openedOrigins.includes(url.origin)) return url;
  const isVendorHost =
    isPlain &&
    url.protocol === 'https:' &&
    url.port === '' &&
    hosts.some((host) =>
      host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host,
    );
  if (!isVendorHost) {
    throw new AppError('outbound.address_refused', { detail: 'The base URL is not one of the vendor.' });
  }
  return url;
}
