import { and, desc, eq, ne } from 'drizzle-orm';
import type { CanonicalKind } from '../../core/canonical/schemas.ts';
import { MappingDefinition } from '../../core/mapping/definition.ts';
import { listTargetFields, type TargetField } from '../../core/mapping/list-target-fields.ts';
import { namedFields } from '../../core/mapping/named-fields.ts';
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
 * newest version makes. What its rows read is told also while nothing describes it and no record has come. Throws `connection.not_found` for a connection that the system does not have.
 */
export async function describeMapping({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: DescribeMappingInput;
}): Promise<MappingDescription> {
  const source = await describeSource({ ctx, input });
  const newest = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) => findNewest(tx, input));
  const kind = input.kind ?? newest?.kind ?? null;
  const known = new Set(source.fields.map(({ path }) => path));
  const named = newest === undefined ? [] : namedFields(newest).filter(({ path }) => !known.has(path));
  return {
    ...source,
    fields: [...source.fields, ...named],
    kind,
    target: kind === null ? [] : [...listTargetFields(kind).values()],
  };
}

async function findNewest(
  tx: Tx,
  { system, object }: DescribeSourceInput,
): Promise<MappingDefinition | undefined> {
  const [newest] = await tx
    .select({ definition: mappingVersions.definition })
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
  return newest === undefined ? undefined : MappingDefinition.parse(newest.definition);
}
