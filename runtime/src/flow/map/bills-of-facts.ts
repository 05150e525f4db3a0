import { and, arrayOverlaps, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { contracts, sourceLinks } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { NewJob } from '../jobs.ts';
import type { Party } from './drafts-of-parties.ts';

/** A contract by the key that facts of the same connection name it with. */
export type ContractRef = { system: string; connectionId: string | null; externalId: string };

/** Billing jobs for the contracts of new or changed facts. A contract that is not here yet bills them when it comes. */
export async function billsOfFacts(tx: Tx, ctx: Ctx, refs: ContractRef[]): Promise<NewJob<'bill'>[]> {
  if (refs.length === 0) return [];
  const wanted = JSON.stringify(
    refs.map(({ system, connectionId, externalId }) => ({ system, connectionId, externalId })),
  );
  const rows = await tx
    .selectDistinct({ id: sourceLinks.canonicalId })
    .from(sourceLinks)
    .where(
      and(
        eq(sourceLinks.kind, 'contract'),
        inArray(sourceLinks.externalId, [...new Set(refs.map((ref) => ref.externalId))]),
        sql`exists (
          select from jsonb_to_recordset((${wanted}::text)::jsonb)
            as ref (system text, "connectionId" text, "externalId" text)
          where ref.system = ${sourceLinks.system} and ref."externalId" = ${sourceLinks.externalId}
            and ref."connectionId" is not distinct from ${sourceLinks.connectionId})`,
      ),
    );
  return rows.map(({ id }) => billJob(ctx, id));
}

/** Billing jobs for the contracts that name one of these parties: one may have failed because it was missing. */
export async function billsOfParties(tx: Tx, ctx: Ctx, parties: Party[]): Promise<NewJob<'bill'>[]> {
  if (parties.length === 0) return [];
  const keys = [...new Set(parties.map(({ externalId }) => externalId))];
  const rows = await tx
    .select({ id: contracts.id, system: sourceLinks.system, connectionId: sourceLinks.connectionId })
    .from(contracts)
    .innerJoin(
      sourceLinks,
      and(
        eq(sourceLinks.organizationId, contracts.organizationId),
        eq(sourceLinks.kind, 'contract'),
        eq(sourceLinks.canonicalId, contracts.id),
      ),
    )
    .where(arrayOverlaps(contracts.partyKeys, keys));
  const isOfParty = (row: (typeof rows)[number]): boolean =>
    parties.some(({ system, connectionId }) => system === row.system && connectionId === row.connectionId);
  return rows.filter(isOfParty).map(({ id }) => billJob(ctx, id));
}

const billJob = ({ organizationId, requestId }: Ctx, contractId: string): NewJob<'bill'> => ({
  stage: 'bill',
  key: contractId,
  payload: { organizationId, requestId, contractId },
});
