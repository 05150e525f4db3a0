import { and, eq, isNull } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import type { CanonicalDeal } from '../../core/canonical/deal.ts';
import type { Tx } from '../../db/open-database.ts';
import { people, sourceLinks } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { DealSource } from './load-deal-source.ts';

/**
 * The author of a generated draft: the person who owns the deal, so that they cannot approve their own sale;
 * the acting caller when the owner is nobody here.
 */
export async function resolveAuthor(
  tx: Tx,
  ctx: Ctx,
  deal: Pick<CanonicalDeal, 'ownerKey'>,
  source: Pick<DealSource, 'system' | 'connectionId'>,
): Promise<Actor> {
  if (ctx.actor.kind === 'person' || deal.ownerKey === undefined) return ctx.actor;
  const [person] = await tx
    .select({ id: people.id, name: people.name })
    .from(sourceLinks)
    .innerJoin(people, eq(people.id, sourceLinks.canonicalId))
    .where(
      and(
        eq(sourceLinks.kind, 'person'),
        eq(sourceLinks.system, source.system),
        source.connectionId === null
          ? isNull(sourceLinks.connectionId)
          : eq(sourceLinks.connectionId, source.connectionId),
        eq(sourceLinks.externalId, deal.ownerKey),
      ),
    );
  return person === undefined ? ctx.actor : { kind: 'person', ...person };
}
