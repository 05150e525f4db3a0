import { and, eq, isNull, sql } from 'drizzle-orm';
import { type Permission, permissionsOfRoles } from '../../core/permissions.ts';
import { people } from '../../db/schema/index.ts';
import type { FlowDeps } from '../context.ts';
import { ofOwnRoles } from '../roles/of-own-roles.ts';

/** A person that an account may sign in as. */
export type Membership = {
  organizationId: string;
  organizationName: string;
  personId: string;
  roles: readonly string[];
  /** Everything that the roles give. */
  permissions: readonly Permission[];
};

/** The active people behind an account, one per organization, by the organization's name. */
export async function listMemberships(deps: FlowDeps, accountId: string): Promise<Membership[]> {
  const places = await findMembershipPlaces(deps, accountId);
  const found = await Promise.all(
    places.map(async (place): Promise<Membership[]> => {
      const rows = await deps.database.inOrganization(place.organizationId, (tx) =>
        tx
          .select({ roles: people.roles, ofOwnRoles: ofOwnRoles() })
          .from(people)
          .where(
            and(eq(people.id, place.personId), eq(people.accountId, accountId), isNull(people.deactivatedAt)),
          ),
      );
      return rows.map((row) => ({
        ...place,
        roles: row.roles,
        permissions: permissionsOfRoles(row.roles, row.ofOwnRoles),
      }));
    }),
  );
  return found.flat();
}

/** Every person that an account is, deactivated ones included. */
export async function findMembershipPlaces(
  deps: FlowDeps,
  accountId: string,
): Promise<Omit<Membership, 'roles' | 'permissions'>[]> {
  const rows = await deps.database.inNoOrganization((tx) =>
    tx.execute<{ organization_id: string; organization_name: string; person_id: string }>(
      sql`select * from find_memberships(${accountId})`,
    ),
  );
  return rows.map((row) => ({
    organizationId: row.organization_id,
    organizationName: row.organization_name,
    personId: row.person_id,
  }));
}
