import { sql } from 'drizzle-orm';
import type { Id } from '../../core/ids.ts';
import type { Locale } from '../../core/invoice/document.ts';
import { PERMISSIONS } from '../../core/permissions.ts';
import type { Tx } from '../../db/open-database.ts';
import { organizations } from '../../db/schema/index.ts';
import type { Ctx, FlowDeps } from '../context.ts';

/** What an organization is set to; `isDemo` marks the one that is entered by a link. */
export type OrganizationSettings = {
  baseCurrency?: string;
  timeZone?: string;
  locale?: Locale;
  isDemo?: true;
};

/**
 * Makes an organization and fills it, all in one transaction. The row itself is written by the owner role, since no
 * key may make an organization; `fill` runs as the application role inside the new organization.
 */
export async function createOrganization<Value>(
  deps: FlowDeps,
  name: string,
  fill: (tx: Tx, ctx: Ctx) => Promise<Value>,
  settings: OrganizationSettings = {},
): Promise<{ id: Id<'organization'>; value: Value }> {
  const id = deps.ids.next('organization');
  const ctx: Ctx = {
    organizationId: id,
    actor: { kind: 'system', id: 'set-up', name: 'Set-up' },
    permissions: new Set(PERMISSIONS),
    roles: [],
    entityIds: null,
    requestId: `setup_${id}`,
    deps,
  };
  const value = await deps.database.ownerDrizzle.transaction(async (tx) => {
    await tx.insert(organizations).values({ id, name, settings, createdAt: deps.clock.now() });
    await tx.execute(
      sql`select set_config('role', 'seikyu_app', true), set_config('app.organization_id', ${id}, true)`,
    );
    return fill(tx, ctx);
  });
  return { id, value };
}
