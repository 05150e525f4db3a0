import { eq, isNull } from 'drizzle-orm';
import { readAsk } from '../../core/approvals/asked-step.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalRequests, groupMembers, people } from '../../db/schema/index.ts';

/** Whom open requests ask, and nobody is there: roles and groups without an active person, and people who left. */
export async function findEmptyAsks(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ asks: approvalRequests.asks })
    .from(approvalRequests)
    .where(eq(approvalRequests.state, 'open'));
  const asked = [...new Set(rows.flatMap(({ asks }) => asks))];
  if (asked.length === 0) return [];
  const active = await tx
    .select({ id: people.id, roles: people.roles })
    .from(people)
    .where(isNull(people.deactivatedAt));
  const ids = new Set(active.map(({ id }) => id));
  const roles = new Set(active.flatMap((person) => person.roles));
  const members = await tx.select().from(groupMembers);
  const groups = new Set(members.flatMap(({ groupId, personId }) => (ids.has(personId) ? [groupId] : [])));
  const there = { person: ids, role: roles, group: groups } as const;
  return asked.filter((ask) => {
    const { kind, name } = readAsk(ask);
    return !there[kind].has(name);
  });
}
