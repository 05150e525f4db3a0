import { aliasedTable, and, desc, eq } from 'drizzle-orm';
import { delegations, people } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** A delegation as people read it; the last day is included. */
export type DelegationView = {
  id: string;
  from: { id: string; name: string };
  to: { id: string; name: string };
  startsOn: string;
  endsOn: string;
  reason: string;
  revokedAt: Date | null;
};

/** More delegations than anybody looks through; older ones are in the audit log. */
const DELEGATIONS_MAX = 200;

/** The delegations of the organization, newest first: who decides for whom is nobody's secret. */
export async function listDelegations({ ctx }: { ctx: Ctx }): Promise<DelegationView[]> {
  authorise(ctx, 'read');
  const from = aliasedTable(people, 'from_person');
  const to = aliasedTable(people, 'to_person');
  return ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select({
        id: delegations.id,
        from: { id: from.id, name: from.name },
        to: { id: to.id, name: to.name },
        startsOn: delegations.startsOn,
        endsOn: delegations.endsOn,
        reason: delegations.reason,
        revokedAt: delegations.revokedAt,
      })
      .from(delegations)
      .innerJoin(
        from,
        and(eq(from.organizationId, delegations.organizationId), eq(from.id, delegations.fromPersonId)),
      )
      .innerJoin(
        to,
        and(eq(to.organizationId, delegations.organizationId), eq(to.id, delegations.toPersonId)),
      )
      .orderBy(desc(delegations.id))
      .limit(DELEGATIONS_MAX),
  );
}
