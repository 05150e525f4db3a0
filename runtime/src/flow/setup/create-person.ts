import { z } from 'zod';
import type { Tx } from '../../db/open-database.ts';
import { people, sourceLinks } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { refuseUnknownRoles } from '../roles/refuse-unknown-roles.ts';

/** A person of the organization. `crmOwner` says which owner of a CRM they are, so that deals know their author. */
export const CreatePersonInput = z.strictObject({
  name: z.string().min(1).max(100),
  email: z.email(),
  roles: z.array(z.string().max(64)).min(1).max(20),
  entityIds: z.array(z.string()).min(1).nullable().optional(),
  crmOwner: z.strictObject({ system: z.string(), connectionId: z.string(), ownerKey: z.string() }).optional(),
});
export type CreatePersonInput = z.infer<typeof CreatePersonInput>;

/** Adds a person; returns their id. Throws `request.invalid` for a role that does not exist. */
export async function createPerson(tx: Tx, ctx: Ctx, input: CreatePersonInput): Promise<string> {
  authorise(ctx, 'admin');
  await refuseUnknownRoles(tx, input.roles);
  const { organizationId } = ctx;
  const now = ctx.deps.clock.now();
  const id = ctx.deps.ids.next('person');
  const { crmOwner, ...person } = input;
  await tx.insert(people).values({ organizationId, id, ...person, createdAt: now });
  if (crmOwner !== undefined) {
    await tx.insert(sourceLinks).values({
      organizationId,
      system: crmOwner.system,
      connectionId: crmOwner.connectionId,
      object: 'owner',
      externalId: crmOwner.ownerKey,
      kind: 'person',
      canonicalId: id,
      updatedAt: now,
    });
  }
  await recordAudit(tx, ctx, { action: 'person.create', objectKind: 'person', objectId: id, after: input });
  return id;
}
