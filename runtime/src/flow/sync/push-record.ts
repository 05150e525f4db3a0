import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { stableJson } from '../../core/stable-json.ts';
import { compareFields } from '../../core/sync/compare-fields.ts';
import { syncLinks, writeIntents } from '../../db/schema/index.ts';
import type { ConnectionRow, Ctx } from '../context.ts';
import type { Connector, SyncFields, TargetRecord } from '../ports.ts';
import { confirmWrite } from './confirm-write.ts';
import { fieldHashes } from './field-hashes.ts';
import { planWrite } from './plan-write.ts';
import { rememberWrite } from './remember-write.ts';

/** One record of ours on its way into another system. */
export type PushRecordInput = {
  connection: ConnectionRow;
  connector: Connector;
  /** The vendor's object. */
  object: string;
  canonicalKind: 'customer' | 'product' | 'invoice' | 'deal' | 'allocation';
  canonicalId: string;
  /** The natural key by which the record is searched before it is created. */
  matchKey: string;
  /** Known when the record came from there. */
  externalId?: string;
  fields: SyncFields;
  references: Record<string, string>;
  /** What else must hold in the target before the write counts as synced; throws when it does not. */
  check?: () => Promise<void>;
};

/**
 * Brings a record of ours into another system and returns its id there. An intent with a stable operation key is
 * stored before the call, so that a crash at any point leads to a search and never to a second record. Only a
 * read-back that equals what we wrote counts as synced; otherwise throws `target.read_back_differs`.
 */
export async function pushRecord(ctx: Ctx, input: PushRecordInput): Promise<string> {
  const hashes = fieldHashes(input.fields);
  const link = await findLink(ctx, input);
  if (link?.state === 'in_sync' && stableJson(link.fieldHashes) === stableJson(hashes))
    return link.externalId;
  const { operationKey, externalId } = await planWrite(ctx, input, link?.lastSyncedAt ?? null);
  const knownId = link?.externalId ?? externalId ?? input.externalId;
  try {
    return await writeAndReadBack(ctx, input, operationKey, hashes, knownId);
  } catch (cause) {
    if (cause instanceof AppError) await recordIntentError(ctx, input, operationKey, cause);
    throw cause;
  }
}

async function writeAndReadBack(
  ctx: Ctx,
  input: PushRecordInput,
  operationKey: string,
  hashes: Record<string, string>,
  knownId: string | undefined,
): Promise<string> {
  const { connector, object, fields } = input;
  const existing = knownId === undefined ? await connector.find(object, input.matchKey) : undefined;
  if (existing !== undefined && compareFields(fields, existing.fields).length === 0) {
    await input.check?.();
    await confirmWrite(ctx, input, operationKey, existing, hashes);
    return existing.externalId;
  }
  const targetId = knownId ?? existing?.externalId;
  if (targetId !== undefined) await rememberWrite(ctx, input, targetId, hashes);
  const { externalId } = await connector.write({
    object,
    ...(targetId === undefined ? {} : { externalId: targetId }),
    fields,
    references: input.references,
    operationKey,
  });
  await rememberWrite(ctx, input, externalId, hashes);
  await markWritten(ctx, input, operationKey, externalId);
  const stored = await connector.read(object, externalId);
  refuseDifference(input, stored);
  await input.check?.();
  await confirmWrite(ctx, input, operationKey, stored, hashes);
  return externalId;
}

function refuseDifference(
  input: PushRecordInput,
  stored: TargetRecord | undefined,
): asserts stored is TargetRecord {
  const differences = compareFields(input.fields, stored?.fields ?? {});
  if (stored !== undefined && differences.length === 0) return;
  const place = `${input.connection.name} ${input.object}`;
  const names = differences.map((difference) => difference.field).join(', ');
  throw new AppError('target.read_back_differs', {
    detail:
      stored === undefined ? `${place} is gone right after the write.` : `${place} differs in: ${names}.`,
    errors: differences.map(({ field, ours, theirs }) => ({
      pointer: `/${field}`,
      code: 'target.read_back_differs',
      detail: `We wrote ${stableJson(ours)}, it holds ${stableJson(theirs)}.`,
    })),
  });
}

async function findLink(ctx: Ctx, input: PushRecordInput) {
  const [link] = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select()
      .from(syncLinks)
      .where(
        and(
          eq(syncLinks.connectionId, input.connection.id),
          eq(syncLinks.object, input.object),
          eq(syncLinks.canonicalId, input.canonicalId),
        ),
      ),
  );
  return link;
}

async function markWritten(
  ctx: Ctx,
  input: PushRecordInput,
  operationKey: string,
  externalId: string,
): Promise<void> {
  await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .update(writeIntents)
      .set({ state: 'written', externalId, updatedAt: ctx.deps.clock.now() })
      .where(
        and(eq(writeIntents.connectionId, input.connection.id), eq(writeIntents.operationKey, operationKey)),
      ),
  );
}

async function recordIntentError(
  ctx: Ctx,
  input: PushRecordInput,
  operationKey: string,
  error: AppError,
): Promise<void> {
  await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .update(writeIntents)
      .set({ errorCode: error.code, errorDetail: error.detail, updatedAt: ctx.deps.clock.now() })
      .where(
        and(eq(writeIntents.connectionId, input.connection.id), eq(writeIntents.operationKey, operationKey)),
      ),
  );
}
