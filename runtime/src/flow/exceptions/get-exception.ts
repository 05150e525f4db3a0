import { AppError } from '../../core/app-error.ts';
import { authorise, type Ctx } from '../context.ts';
import { type ExceptionView, findException } from './list-exceptions.ts';

/** One exception as it is now; throws `record.not_found` for one that is mended meanwhile or not granted. */
export async function getException({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { exceptionId: string };
}): Promise<ExceptionView> {
  authorise(ctx, 'read');
  const found = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    findException(tx, ctx, input.exceptionId),
  );
  if (found !== undefined) return found;
  throw new AppError('record.not_found', { detail: 'There is no such exception any more.' });
}
