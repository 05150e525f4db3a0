/** Names longer than this are not compared: the cost grows with the product of both lengths. */
const LENGTH_MAX = 100;
/** A guess: beyond it another name was meant. It also ends the comparison of what differs early. */
const EDITS_MAX = 5;

/**
 * The candidate that a misspelt name most likely meant, or undefined when none is near: at most a third of
 * the name, and five characters, differ, two swapped ones as one, case aside. Of several equally near ones
 * the first in the order given.
 */
export function suggestName(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > LENGTH_MAX) return undefined;
  const wanted = name.toLowerCase();
  let nearest: string | undefined;
  let limit = Math.min(EDITS_MAX, Math.max(1, Math.floor(name.length / 3))) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= limit) continue;
    const distance = editDistance(wanted, candidate.toLowerCase(), limit);
    if (distance >= limit) continue;
    limit = distance;
    nearest = candidate;
  }
  return nearest;
}

/**
 * Characters put in, left out, exchanged, or two neighbours swapped (optimal string alignment); from `limit`
 * on only that it is reached.
 */
function editDistance(left: string, right: string, limit: number): number {
  let before: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_none, at) => at);
  for (let at = 1; at <= left.length; at++) {
    const next = [at];
    for (let to = 1; to <= right.length; to++) {
      const exchanged = (row[to - 1] ?? 0) + (left[at - 1] === right[to - 1] ? 0 : 1);
      const isSwap = left[at - 1] === right[to - 2] && left[at - 2] === right[to - 1];
      const swapped = isSwap ? (before[to - 2] ?? limit) + 1 : limit;
      next.push(Math.min(exchanged, swapped, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1));
    }
    // A swap looks two rows back, so one row alone beyond the limit does not end it.
    if (Math.min(...row, ...next) >= limit) return limit;
    before = row;
    row = next;
  }
  return row[right.length] ?? 0;
}
