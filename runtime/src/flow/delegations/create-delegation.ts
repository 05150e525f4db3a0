import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { delegations, people } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { refuseOneself } from '../people/get-person-row.ts';
import { recordAudit } from '../record-audit.ts';

/** Who decides in whose place, from one day to another, both included. */
export const DelegationInput = z.strictObject({
  /** The person of the request where it is absent. */
  fromPersonId: z.string().max(64).optional(),
  toPersonId: z.string().max(64),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  reason: z.string().trim().max(200).default(''),
});
export type DelegationInput = z.infer<typeof DelegationInput>;

/**
 * Has somebody decide in a person's place. Everybody may do it for themselves, an administrator for others, and nobody
 * takes somebody's place on their own word. Returns its id. Throws `auth.scope_missing`, `people.own_access`,
 * `request.invalid`.
 */
export async function createDelegation({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: DelegationInput;
}): Promise<string> {
  const { toPersonId, startsOn, endsOn, reason } = input;
  const isPerson = ctx.actor.kind === 'person';
  const fromPersonId = input.fromPersonId ?? (isPerson ? ctx.actor.id : '');
  const isOwn = isPerson && fromPersonId === ctx.actor.id;
  if (!isOwn && !ctx.permissions.has('admin')) throw new AppError('auth.scope_missing');
  if (endsOn < startsOn)
    throw invalid('/endsOn', 'date.before_start', 'It must not be before the first day.');
  const id = ctx.deps.ids.next('delegation');
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    for (const [personId, pointer] of [
      [fromPersonId, '/fromPersonId'],
      [toPersonId, '/toPersonId'],
    ] as const) {
      const found = await tx
        .select({ id: people.id })
        .from(people)
        .where(and(eq(people.id, personId), isNull(people.deactivatedAt)));
      if (found.length === 0) throw invalid(pointer, 'person.unknown', 'There is no such person.');
    }
    if (fromPersonId === toPersonId)
      throw invalid('/toPersonId', 'person.same', 'Nobody delegates to themselves.');
    if (!isOwn) await refuseOneself(tx, ctx, toPersonId);
    const row = { fromPersonId, toPersonId, startsOn, endsOn, reason };
    await tx.insert(delegations).values({
      ...row,
      organizationId: ctx.organizationId,
      id,
      createdBy: ctx.actor,
      createdAt: ctx.deps.clock.now(),
    });
    await recordAudit(tx, ctx, {
      action: 'delegation.create',
      objectKind: 'delegation',
      objectId: id,
      after: row,
      ...(reason === '' ? {} : { reason }),
    });
  });
  return id;
}

const invalid = (pointer: string, code: string, detail: string): AppError =>
  new AppError('request.invalid', { errors: [{ pointer, code, detail }] });
