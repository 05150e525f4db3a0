import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditEntries, groupMembers } from '../../../runtime/src/db/schema/index.ts';
import { saveGroup } from '../../../runtime/src/flow/groups/save-group.ts';
import { createTestHub, type TestHub } from '../../support/create-test-hub.ts';
import { type SeededOrganization, seedOrganization } from '../../support/seed-organization.ts';

const ROUNDS = 10;

let hub: TestHub;
let organization: SeededOrganization;
beforeAll(async () => {
  hub = await createTestHub();
  organization = await seedOrganization(hub);
});
afterAll(() => hub.close());

const save = (name: string, personIds: string[], groupId?: string) =>
  saveGroup({
    ctx: hub.system(organization.id),
    input: { name, personIds, ...(groupId === undefined ? {} : { groupId }) },
  });

test('of two people who make a group of one name at once, one does and the other is told that the name is taken', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const name = `Committee ${round}`;
    const both = await Promise.allSettled([save(name, []), save(name.toUpperCase(), [])]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = both.find((one) => one.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'groups.name_taken' });
  }
});

test('of two people who change a group at once the later has the last word, and the trail holds both in order', async () => {
  const { author, approver, id } = organization;
  const sets = [[author.actor.id], [approver.actor.id, author.actor.id]];
  for (let round = 0; round < ROUNDS; round += 1) {
    const groupId = await save(`Panel ${round}`, []);
    await Promise.all(sets.map((personIds) => save(`Panel ${round}`, personIds, groupId)));
    const [members, changes] = await hub.database.inOrganization(id, async (tx) => [
      await tx.select().from(groupMembers).where(eq(groupMembers.groupId, groupId)),
      await tx
        .select()
        .from(auditEntries)
        .where(and(eq(auditEntries.objectId, groupId), eq(auditEntries.action, 'group.change'))),
    ]);
    const personIdsOf = (content: unknown): string[] => (content as { personIds: string[] }).personIds;
    // The first changed an empty group, the last what the first had made of it.
    const last = changes.find(({ before }) => personIdsOf(before).length > 0);
    expect(changes).toHaveLength(2);
    expect(personIdsOf(last?.after).toSorted()).toEqual(members.map(({ personId }) => personId).toSorted());
  }
});
