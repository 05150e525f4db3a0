import { AppError } from '../../core/app-error.ts';

/**
 * Appends a path and a query to a connection's base URL. Raises outbound.address_refused when the path would leave
 * the base: another host, `..`, or anything that the URL parser rewrites.
 */
export function buildTargetUrl(baseUrl: string, path: string, query: Record<string, string> = {}): string {
  const base = new URL(baseUrl);
  const basePath = base.pathname.replace(/\/$/, '');
  const url = new URL(`${base.origin}${basePath}${path}`);
  if (!path.startsWith('/') || url.origin !== base.origin || url.pathname !== `${basePath}${path}`) {
    throw new AppError('outbound.address_refused', { detail: 'The path leaves the base URL.' });
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value);
  return url.href;
}
