import { AppError } from '../../core/app-error.ts';

/**
 * Does work that bills lines which a change adds. What it throws names such a line by its place in the change, since whoever
 * asked does not know the id that it was to get.
 */
export async function atTheirPlace<Result>(
  addedIds: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.errors.length === 0) throw cause;
    const { detail, context } = cause;
    throw new AppError(cause.code, {
      ...{ detail, context, cause },
      errors: cause.errors.map((error) => {
        const place = addedIds.findIndex((id) => error.pointer === `/lines/${id}`);
        return place === -1 ? error : { ...error, pointer: `/changes/addLines/${place}` };
      }),
    });
  }
}
