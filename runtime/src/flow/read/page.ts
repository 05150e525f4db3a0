/** One page of a list, and the id to ask for the next page with; null on the last. */
export type Page<Item> = { items: Item[]; next: string | null };

/** How much to list, and after which id of the page before. */
export type PageInput = { limit: number; before?: string };

/** A page of what a text was typed for. */
export type SearchInput = PageInput & { query?: string };

/** Makes a page of rows that were read with one more than the limit. */
export function toPage<Row extends { id: string }, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
): Page<Item> {
  const page = rows.slice(0, limit);
  return { items: page.map(toItem), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}
