import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { mappingVersions } from '../../db/schema/index.ts';
import type { Ctx, FlowDeps } from '../context.ts';
import { findPushConnection } from './find-push-connection.ts';

/** Where pushed records belong. `connectionId` is null where the system has no connection. */
export type PushTarget = { connectionId: string | null };

type Wanted = { system: string; object: string; connectionId?: string };
type Cached = { at: number; target: PushTarget };

/** How long a target may be used before it is read again: a second connection counts within it. */
const CACHE_MS = 5_000;
const CACHE_MAX = 1_000;
const cacheOfDeps = new WeakMap<FlowDeps, Map<string, Cached>>();

/**
 * Finds where pushed records belong. Throws `record.object_unknown` when no mapping is published for the object,
 * `connection.not_found`, or `request.invalid` when it is not clear which connection they belong to.
 */
export async function findPushTarget(ctx: Ctx, wanted: Wanted): Promise<PushTarget> {
  const cache = cacheOfDeps.get(ctx.deps) ?? new Map<string, Cached>();
  cacheOfDeps.set(ctx.deps, cache);
  const name = [ctx.organizationId, wanted.system, wanted.object, wanted.connectionId ?? ''].join(' ');
  const now = ctx.deps.clock.now().getTime();
  const cached = cache.get(name);
  if (cached !== undefined && Math.abs(now - cached.at) < CACHE_MS) return cached.target;
  const target = await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const published = await tx
      .select({ id: mappingVersions.id })
      .from(mappingVersions)
      .where(
        and(
          eq(mappingVersions.system, wanted.system),
          eq(mappingVersions.object, wanted.object),
          eq(mappingVersions.status, 'published'),
        ),
      );
    if (published.length === 0) {
      throw new AppError('record.object_unknown', {
        detail: `No mapping is published for ${wanted.system} ${wanted.object}.`,
      });
    }
    return { connectionId: await findPushConnection(tx, wanted) };
  });
  if (cache.size >= CACHE_MAX) cache.clear();
  cache.set(name, { at: now, target });
  return target;
}
