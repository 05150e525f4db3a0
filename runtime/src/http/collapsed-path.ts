import { getPath } from 'hono/utils/url';

/**
 * The path of a request by which its route is found, with runs of slashes as one: no guard that goes by the path can be
 * passed with `//` (GHSA-x732-6j76-qmhm). An encoded slash stays one character of its segment and finds no route.
 */
export const collapsedPath = (request: Request): string => getPath(request).replaceAll(/\/{2,}/g, '/');
