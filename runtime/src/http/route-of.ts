import type { Context } from 'hono';
import { matchedRoutes, routePath } from 'hono/route';

/** The route that answers a request, such as `/v1/invoices/:id`; of one that none answers, what is looked at for all. */
export const routeOf = (c: Context): string => answeringRoute(c)?.path ?? routePath(c, -1);

/** The route that answers, without what only stands before or behind it; undefined where none does. */
export const answeringRoute = (c: Context) => matchedRoutes(c).findLast(({ method }) => method !== 'ALL');
