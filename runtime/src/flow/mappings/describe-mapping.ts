import { and, desc, eq, ne } from 'drizzle-orm';
import { CanonicalKind } from '../../core/canonical/schemas.ts';
import { listTargetFields, type TargetField } from '../../core/mapping/list-target-fields.ts';
import type { Tx } from '../../db/open-database.ts';
import { mappingVersions } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { type DescribeSourceInput, describeSource, type SourceDescription } from './describe-source.ts';

/** The object, and the kind of what its first mapping is to make. */
export type DescribeMappingInput = DescribeSourceInput & { kind?: CanonicalKind };

/** Both sides of a mapping. The target has no fields while nobody says what the object becomes. */
export type MappingDescription = SourceDescription & { kind: CanonicalKind | null; target: TargetField[] };

/**
 * What a mapping of an object can read, and what it can write: of the kind that is given, else of the kind that its
 * newest version makes. Throws `connection.not_found` for a connection that the system does not have.
 */
export async function describeMapping({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: DescribeMappingInput;
}): Promise<MappingDescription> {
  const source = await describeSource({ ctx, input });
  const kind =
    input.kind ??
    (await ctx.deps.database.inOrganization(ctx.organizationId, (tx) => findKind(tx, input))) ??
    null;
  return { ...source, kind, target: kind === null ? [] : [...listTargetFields(kind).values()] };
}

async function findKind(tx: Tx, { system, object }: DescribeSourceInput): Promise<CanonicalKind | undefined> {
  const [newest] = await tx
    .select({ kind: mappingVersions.kind })
    .from(mappingVersions)
    .where(
      and(
        eq(mappingVersions.system, system),
        eq(mappingVersions.object, object),
        ne(mappingVersions.status, 'discarded'),
      ),
    )
    .orderBy(desc(mappingVersions.createdAt), desc(mappingVersions.id))
    .limit(1);
  return newest === undefined ? undefined : CanonicalKind.parse(newest.kind);
}
