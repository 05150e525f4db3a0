import type { Ctx } from '../flow/context.ts';
import type { Page, PageInput, SearchInput } from '../flow/read/page.ts';
import { openCursor, sealCursor } from './cursor.ts';
import type { PageQuery, SearchQuery } from './schemas/common.ts';

/** The bounds of a page as the reading verbs take them; throws `request.invalid` for a foreign cursor. */
export function readPageQuery(ctx: Ctx, list: string, query: PageQuery): PageInput {
  const { limit, cursor } = query;
  return { limit, ...(cursor === undefined ? {} : { before: openCursor(ctx, list, cursor) }) };
}

/** As `readPageQuery`, with what was typed to find something. */
export function readSearchQuery(ctx: Ctx, list: string, { query, ...page }: SearchQuery): SearchInput {
  return { ...readPageQuery(ctx, list, page), ...(query === undefined ? {} : { query }) };
}

/** The parameters that were given, without those that were not. */
export function given<Query extends object>(
  query: Query,
): { [Key in keyof Query]?: Exclude<Query[Key], undefined> } {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Query]?: Exclude<Query[Key], undefined>;
  };
}

/** A page as it is answered, with a sealed cursor in place of the id. */
export function toPageAnswer<Item>(
  ctx: Ctx,
  list: string,
  page: Page<Item>,
): { items: Item[]; nextCursor: string | null } {
  return { items: page.items, nextCursor: page.next === null ? null : sealCursor(ctx, list, page.next) };
}
