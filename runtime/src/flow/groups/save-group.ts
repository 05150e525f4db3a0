import { and, eq, ne, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { groupMembers, groups } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { refuseOneself } from '../people/get-person-row.ts';
import { recordAudit } from '../record-audit.ts';
import { type GroupInput, refuseUnknownMembers } from './group-input.ts';

/** A group with its members from now on; without an id it is a new one. */
export type SaveGroupInput = GroupInput & { groupId?: string };

/**
 * Makes or changes a group; returns its id. A group is asked in every legal entity, so that an administrator of all of them
 * does it (`auth.entity_not_granted`), and never puts themselves in (`people.own_access`). Of two people who change one at
 * once the later has the last word, and the trail shows both. Throws `request.not_found`, `request.invalid`,
 * `groups.name_taken`.
 */
export async function saveGroup({ ctx, input }: { ctx: Ctx; input: SaveGroupInput }): Promise<string> {
  authorise(ctx, 'admin');
  if (ctx.entityIds !== null) throw new AppError('auth.entity_not_granted');
  const { groupId, ...wanted } = input;
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await lockGroups(tx, ctx);
    await refuseUnknownMembers(tx, wanted);
    await refuseTakenName(tx, wanted.name, groupId);
    const before = groupId === undefined ? null : await readGroup(tx, groupId);
    const added = wanted.personIds.filter((personId) => before?.personIds.includes(personId) !== true);
    for (const personId of added) await refuseOneself(tx, ctx, personId);
    const id = groupId ?? ctx.deps.ids.next('group');
    await writeGroup(tx, ctx, id, wanted);
    await recordAudit(tx, ctx, {
      action: before === null ? 'group.create' : 'group.change',
      objectKind: 'group',
      objectId: id,
      before,
      after: wanted,
    });
    return id;
  });
}

/** One after the other, so that of two who want one name at once the second is refused by the look at the names. */
async function lockGroups(tx: Tx, { organizationId }: Ctx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`groups ${organizationId}`}, 0))`);
}

async function writeGroup(tx: Tx, ctx: Ctx, id: string, { name, personIds }: GroupInput): Promise<void> {
  const { organizationId } = ctx;
  const now = ctx.deps.clock.now();
  await tx
    .insert(groups)
    .values({ organizationId, id, name, createdAt: now, updatedAt: now })
    .onConflictDoUpdate({ target: [groups.organizationId, groups.id], set: { name, updatedAt: now } });
  await tx.delete(groupMembers).where(eq(groupMembers.groupId, id));
  if (personIds.length === 0) return;
  await tx
    .insert(groupMembers)
    .values(personIds.map((personId) => ({ organizationId, groupId: id, personId })));
}

async function readGroup(tx: Tx, groupId: string): Promise<GroupInput> {
  const [group] = await tx.select().from(groups).where(eq(groups.id, groupId));
  if (group === undefined) throw new AppError('request.not_found', { detail: 'There is no such group.' });
  const members = await tx.select().from(groupMembers).where(eq(groupMembers.groupId, groupId));
  return { name: group.name, personIds: members.map(({ personId }) => personId) };
}

async function refuseTakenName(tx: Tx, name: string, exceptId = ''): Promise<void> {
  const taken = await tx
    .select({ id: groups.id })
    .from(groups)
    .where(and(eq(sql`lower(${groups.name})`, name.toLowerCase()), ne(groups.id, exceptId)));
  if (taken.length > 0) throw new AppError('groups.name_taken');
}
