import { eq } from 'drizzle-orm';
import type { Id } from '../../core/ids.ts';
import type { Database } from '../../db/open-database.ts';
import { organizations } from '../../db/schema/index.ts';
import type { FlowDeps } from '../context.ts';

/** Finds an organization by its name, or makes it. Runs as the owner: no key can make an organization. */
export async function ensureOrganization(
  deps: Pick<FlowDeps, 'clock' | 'ids'> & { database: Database },
  name: string,
): Promise<{ id: Id<'organization'>; isNew: boolean }> {
  const db = deps.database.ownerDrizzle;
  const [found] = await db.select({ id: organizations.id }).from(organizations).where(eq(organizations.name, name));
  if (found !== undefined) return { id: found.id as Id<'organization'>, isNew: false };
  const id = deps.ids.next('organization');
  await db.insert(organizations).values({ id, name, createdAt: deps.clock.now() });
  return { id, isNew: true };
}
