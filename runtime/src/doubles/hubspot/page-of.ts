/** One page of a list, and the cursor of the next: how many items came before it, as text. */
export function pageOf<Item>(
  items: readonly Item[],
  after: string | undefined,
  pageMax: number,
): { items: Item[]; after: string | undefined } {
  const start = after === undefined ? 0 : Number.parseInt(after, 10);
  const end = start + pageMax;
  return { items: items.slice(start, end), after: end < items.length ? String(end) : undefined };
}
