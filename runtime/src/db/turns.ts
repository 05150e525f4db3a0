/** What waits, of several organizations that take turns. */
export type Turns<Item> = {
  add(organizationId: string, item: Item): void;
  /** Takes out what need not wait any more. */
  remove(organizationId: string, item: Item): void;
  /** Takes out the oldest item of the organization whose turn it is; undefined when nothing waits. */
  next(): Item | undefined;
  isEmpty(): boolean;
};

/** Makes turns: an organization comes once, with its oldest item, before any other comes again. */
export function createTurns<Item>(): Turns<Item> {
  // In the order of their turns: whose was just taken goes to the end.
  const lines = new Map<string, Item[]>();
  return {
    add(organizationId, item) {
      const line = lines.get(organizationId);
      if (line === undefined) lines.set(organizationId, [item]);
      else line.push(item);
    },
    remove(organizationId, item) {
      const line = lines.get(organizationId) ?? [];
      const left = line.filter((waiting) => waiting !== item);
      if (left.length === 0) lines.delete(organizationId);
      else lines.set(organizationId, left);
    },
    next() {
      const [first] = lines;
      if (first === undefined) return undefined;
      const [organizationId, line] = first;
      const item = line.shift();
      lines.delete(organizationId);
      if (line.length > 0) lines.set(organizationId, line);
      return item;
    },
    isEmpty: () => lines.size === 0,
  };
}
