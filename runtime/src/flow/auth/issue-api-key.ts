import { inArray } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { type CreateApiKeyInput, createApiKey } from '../setup/create-api-key.ts';
import { refuseKeyOfAnother } from './refuse-key-of-another.ts';

/**
 * Makes an API key on somebody's word. Beside what `createApiKey` refuses: a key that acts as a person is made by that
 * person only (`approval.person_required`), or an administrator could approve under a colleague's name; and a caller
 * with some entities gives no key more of them (`auth.entity_not_granted`).
 */
export async function issueApiKey({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CreateApiKeyInput;
}): Promise<{ id: string; key: string; prefix: string }> {
  authorise(ctx, 'admin');
  refuseKeyOfAnother(ctx, input.personId);
  const wanted = input.entityIds ?? ctx.entityIds ?? undefined;
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    if (wanted !== undefined) await refuseForeignEntities(tx, ctx, wanted);
    const { entityIds: _given, ...rest } = input;
    return createApiKey(tx, ctx, wanted === undefined ? rest : { ...rest, entityIds: [...wanted] });
  });
}

async function refuseForeignEntities(tx: Tx, ctx: Ctx, wanted: readonly string[]): Promise<void> {
  for (const entityId of wanted) authorise(ctx, 'admin', entityId);
  const known = await tx
    .select({ id: entities.id })
    .from(entities)
    .where(inArray(entities.id, [...wanted]));
  const ids = new Set(known.map((row) => row.id));
  const errors = wanted.flatMap((entityId, index) =>
    ids.has(entityId)
      ? []
      : [
          {
            pointer: `/entityIds/${index}`,
            code: 'entity.unknown',
            detail: 'There is no such legal entity.',
          },
        ],
  );
  if (errors.length > 0) throw new AppError('request.invalid', { errors });
}
