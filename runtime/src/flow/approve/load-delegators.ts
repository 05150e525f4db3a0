import { and, eq, isNull } from 'drizzle-orm';
import { todayIn } from '../../core/civil-date.ts';
import type { Tx } from '../../db/open-database.ts';
import { delegations, entities } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/**
 * Who delegated to a person, each with the legal entities for whose invoices it counts now: the first and the last day of
 * a delegation are days in the time zone of the invoice's entity, as every other day on an invoice is.
 */
export async function loadDelegators(tx: Tx, ctx: Ctx, delegateId: string): Promise<Map<string, string[]>> {
  const given = await tx
    .select({
      fromPersonId: delegations.fromPersonId,
      startsOn: delegations.startsOn,
      endsOn: delegations.endsOn,
    })
    .from(delegations)
    .where(and(eq(delegations.toPersonId, delegateId), isNull(delegations.revokedAt)));
  if (given.length === 0) return new Map();
  const zones = await tx.select({ id: entities.id, timeZone: entities.timeZone }).from(entities);
  const now = ctx.deps.clock.now();
  const delegators = new Map<string, string[]>();
  for (const { id, timeZone } of zones) {
    const today = todayIn(timeZone, now);
    const inForce = given.filter(({ startsOn, endsOn }) => startsOn <= today && today <= endsOn);
    for (const personId of new Set(inForce.map(({ fromPersonId }) => fromPersonId))) {
      delegators.set(personId, [...(delegators.get(personId) ?? []), id]);
    }
  }
  return delegators;
}
