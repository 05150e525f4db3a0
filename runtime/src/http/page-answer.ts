import type { Ctx } from '../flow/context.ts';
import type { Page, PageInput } from '../flow/read/page.ts';
import { openCursor, sealCursor } from './cursor.ts';
import type { PageQuery } from './schemas/common.ts';

/** The bounds of a page as the reading verbs take them; throws `request.invalid` for a foreign cursor. */
export function readPageQuery(ctx: Ctx, list: string, query: PageQuery): PageInput {
  const { limit, cursor } = query;
  return { limit, ...(cursor === undefined ? {} : { before: openCursor(ctx, list, cursor) }) };
}

/** A page as it is answered, with a sealed cursor in place of the id. */
export function toPageAnswer<Item>(
  ctx: Ctx,
  list: string,
  page: Page<Item>,
): { items: Item[]; nextCursor: string | null } {
  return { items: page.items, nextCursor: page.next === null ? null : sealCursor(ctx, list, page.next) };
}
