import { eq, sql } from 'drizzle-orm';
import { organizations } from '../../db/schema/index.ts';
import type { FlowDeps } from '../context.ts';

/** Marks an organization as the demo's: the only kind that is entered by a link. Done as the owner, by no verb. */
export async function markDemoOrganization(deps: FlowDeps, organizationId: string): Promise<void> {
  await deps.database.ownerDrizzle
    .update(organizations)
    .set({ settings: sql`${organizations.settings} || '{"isDemo": true}'` })
    .where(eq(organizations.id, organizationId));
}

/** True for the demo's organization; with no id given, true when the hub holds one. */
export async function isDemoOrganization(deps: FlowDeps, organizationId?: string): Promise<boolean> {
  const rows = await deps.database.inNoOrganization((tx) =>
    tx.execute(sql`select 1 from organizations
      where settings->>'isDemo' = 'true' and (${organizationId ?? null}::text is null or id = ${organizationId ?? null})`),
  );
  return rows.length > 0;
}
