import { inArray, isNull } from 'drizzle-orm';
import { type AskedStep, readAsk } from '../../core/approvals/asked-step.ts';
import { permissionsOfRoles } from '../../core/permissions.ts';
import type { Tx } from '../../db/open-database.ts';
import { groupMembers, people } from '../../db/schema/index.ts';
import { ofOwnRoles } from '../roles/of-own-roles.ts';
import type { Barred } from './load-barred.ts';

/** Somebody who is asked now. */
export type AskedPerson = { id: string; name: string; email: string };

/**
 * Everybody whom a step asks of one legal entity now: active people of its roles and groups, and people by name, without
 * those who may not approve, or not decide this one (`loadBarred`): a step that wants all of a role does not wait for them.
 */
export async function loadAsked(
  tx: Tx,
  step: Pick<AskedStep, 'asks'>,
  { entityId, barred }: { entityId: string; barred: Barred },
): Promise<AskedPerson[]> {
  const asks = step.asks.map(readAsk);
  const namesOf = (kind: string) => asks.filter((ask) => ask.kind === kind).map(({ name }) => name);
  const groupIds = namesOf('group');
  const members =
    groupIds.length === 0
      ? []
      : await tx.select().from(groupMembers).where(inArray(groupMembers.groupId, groupIds));
  const byName = new Set([...namesOf('person'), ...members.map(({ personId }) => personId)]);
  const roles = namesOf('role');
  const rows = await tx
    .select({ person: people, ofOwnRoles: ofOwnRoles() })
    .from(people)
    .where(isNull(people.deactivatedAt))
    .orderBy(people.id);
  return rows
    .filter((row) => permissionsOfRoles(row.person.roles, row.ofOwnRoles).includes('approve'))
    .map(({ person }) => person)
    .filter(({ id }) => !barred.authors.has(id) && !barred.ruleEditors.has(id))
    .filter(({ entityIds }) => entityIds === null || entityIds.includes(entityId))
    .filter((person) => byName.has(person.id) || person.roles.some((role) => roles.includes(role)))
    .map(({ id, name, email }) => ({ id, name, email }));
}
