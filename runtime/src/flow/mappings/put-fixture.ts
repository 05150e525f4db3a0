import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { isJsonObject, type JsonObject, toJson } from '../../core/json.ts';
import type { Tx } from '../../db/open-database.ts';
import { mappingFixtures, records } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { compileVersion } from '../map/compile-version.ts';
import { runMapping } from '../map/run-mapping.ts';
import { recordAudit } from '../record-audit.ts';
import { authoriseMappings } from './authorise-mappings.ts';
import { expectStatus, getVersionForUpdate, type VersionRow } from './get-version.ts';
import { loadFixtures } from './load-fixtures.ts';

const FIXTURES_MAX = 200;

/**
 * A fixture under a name, in place of one that has it: a source, or a stored record by its id. Without `expected` it
 * is what the draft makes of the source now, null where it refuses it.
 */
export const PutFixtureInput = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    source: z.unknown().optional(),
    recordId: z.string().optional(),
    expected: z.unknown().optional(),
  })
  .refine(
    (input) => (input.source === undefined) !== (input.recordId === undefined),
    'needs a source or a recordId',
  );
export type PutFixtureInput = z.infer<typeof PutFixtureInput>;

/** Stores a fixture of a draft. Throws `mapping.not_found`, `mapping.state_refused`, `record.not_found`. */
export async function putFixture({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PutFixtureInput & { versionId: string };
}): Promise<void> {
  authoriseMappings(ctx);
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = await getVersionForUpdate(tx, input.versionId);
    expectStatus(version, 'draft');
    const known = await loadFixtures(tx, version.id);
    if (known.length >= FIXTURES_MAX && !known.some(({ name }) => name === input.name)) {
      throw new AppError('request.invalid', { detail: `A version has at most ${FIXTURES_MAX} fixtures.` });
    }
    const source = await readSource(tx, input);
    const expected = await readExpected(ctx, version, source, input.expected);
    const row = { source, expected, updatedAt: ctx.deps.clock.now() };
    await tx
      .insert(mappingFixtures)
      .values({ organizationId: ctx.organizationId, versionId: version.id, name: input.name, ...row })
      .onConflictDoUpdate({
        target: [mappingFixtures.organizationId, mappingFixtures.versionId, mappingFixtures.name],
        set: row,
      });
    await recordAudit(tx, ctx, {
      action: 'mapping.fixture',
      objectKind: 'mapping',
      objectId: version.id,
      after: { name: input.name },
    });
  });
}

async function readSource(tx: Tx, { source, recordId }: PutFixtureInput): Promise<JsonObject> {
  if (recordId === undefined) return asObject(source, '/source');
  const [record] = await tx
    .select({ payload: records.payload })
    .from(records)
    .where(eq(records.id, recordId));
  if (record === undefined) throw new AppError('record.not_found');
  return record.payload;
}

async function readExpected(
  ctx: Ctx,
  version: VersionRow,
  source: JsonObject,
  expected: unknown,
): Promise<JsonObject | null> {
  if (expected !== undefined) return expected === null ? null : asObject(expected, '/expected');
  const { system, object } = version;
  const row = { id: 'fixture', system, object, connectionId: null, externalId: 'fixture', payload: source };
  const [outcome] = await runMapping(ctx, compileVersion(version), [row]);
  return outcome?.ok === true ? toJson(outcome.mapped.value) : null;
}

function asObject(value: unknown, pointer: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw new AppError('request.invalid', {
    errors: [{ pointer, code: 'request.invalid', detail: 'must be an object' }],
  });
}
