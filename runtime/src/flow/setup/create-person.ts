import { z } from 'zod';
import { ROLES } from '../../core/permissions.ts';
import type { Tx } from '../../db/open-database.ts';
import { people, sourceLinks } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

/** A person of the organization. `crmOwner` says which owner of a CRM they are, so that deals know their author. */
export const CreatePersonInput = z.strictObject({
  name: z.string().min(1).max(100),
  email: z.email(),
  roles: z.array(z.enum(Object.keys(ROLES) as [keyof typeof ROLES])).min(1),
  entityIds: z.array(z.string()).min(1).nullable().optional(),
  crmOwner: z.strictObject({ system: z.string(), connectionId: z.string(), ownerKey: z.string() }).optional(),
});
export type CreatePersonInput = z.infer<typeof CreatePersonInput>;

/** Adds a person; returns their id. */
export async function createPerson(tx: Tx, ctx: Ctx, input: CreatePersonInput): Promise<string> {
  authorise(ctx, 'admin');
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
