import { and, asc, desc, eq, ne } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { ErrorCode } from '../../core/error-codes.ts';
import type { JsonObject } from '../../core/json.ts';
import { inferFields } from '../../core/mapping/infer-fields.ts';
import { mergeSourceFields } from '../../core/mapping/merge-source-fields.ts';
import type { DescribedField, SourceField } from '../../core/mapping/source-field.ts';
import type { Tx } from '../../db/open-database.ts';
import { connections, records } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { openConnection } from '../find-connection.ts';
import { authoriseMappings } from './authorise-mappings.ts';

/** The object to describe; of one connection, or of all that its system has. */
export type DescribeSourceInput = { system: string; object: string; connectionId?: string };

/** Why a connection did not describe its fields; they are then known by stored records alone. */
export type SourceWarning = { connectionId: string; code: ErrorCode; detail: string };

/** What a mapping of an object can read, from how many stored records, and what could not be asked. */
export type SourceDescription = { fields: SourceField[]; recordCount: number; warnings: SourceWarning[] };

/** The newest records tell what an object holds now. */
const RECORDS_MAX = 200;
/** Connections of one system that are asked, oldest first. A guess: most organizations have one. */
const CONNECTIONS_MAX = 5;

/**
 * The fields of an object: as its system describes them, completed by what the last 200 stored records hold, so that a
 * system that describes nothing works too. A system that does not answer is a warning.
 * Throws `connection.not_found` for a connection that the system does not have.
 */
export async function describeSource({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: DescribeSourceInput;
}): Promise<SourceDescription> {
  authoriseMappings(ctx);
  const [connectionIds, payloads] = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    Promise.all([findConnectionIds(tx, input), loadPayloads(tx, input)]),
  );
  // Outside of any transaction: a vendor may take half a minute to answer.
  const answers = await Promise.all(connectionIds.map((id) => askConnection(ctx, id, input.object)));
  return {
    fields: mergeSourceFields(
      answers.flatMap(({ fields }) => fields),
      inferFields(payloads),
    ),
    recordCount: payloads.length,
    warnings: answers.flatMap(({ warnings }) => warnings),
  };
}

type Answer = { fields: DescribedField[]; warnings: SourceWarning[] };

async function askConnection(ctx: Ctx, connectionId: string, object: string): Promise<Answer> {
  try {
    const { connection, connector } = await openConnection(ctx.deps, ctx.organizationId, connectionId);
    if (connection.isPaused) throw new AppError('connection.paused');
    return { fields: await connector.describeFields(object), warnings: [] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { fields: [], warnings: [{ connectionId, code: error.code, detail: error.detail }] };
  }
}

/** Who only pushes is not asked. */
async function findConnectionIds(tx: Tx, { system, connectionId }: DescribeSourceInput): Promise<string[]> {
  const found = await tx
    .select({ id: connections.id, role: connections.role })
    .from(connections)
    .where(
      and(
        eq(connections.system, system),
        connectionId === undefined ? ne(connections.role, 'push') : eq(connections.id, connectionId),
      ),
    )
    .orderBy(asc(connections.id))
    .limit(CONNECTIONS_MAX);
  if (connectionId !== undefined && found.length === 0) throw new AppError('connection.not_found');
  return found.flatMap(({ id, role }) => (role === 'push' ? [] : [id]));
}

async function loadPayloads(
  tx: Tx,
  { system, object, connectionId }: DescribeSourceInput,
): Promise<JsonObject[]> {
  const rows = await tx
    .select({ payload: records.payload })
    .from(records)
    .where(
      and(
        eq(records.system, system),
        eq(records.object, object),
        connectionId === undefined ? undefined : eq(records.connectionId, connectionId),
      ),
    )
    .orderBy(desc(records.id))
    .limit(RECORDS_MAX);
  return rows.map(({ payload }) => payload);
}
