/** A line of two texts set beside each other. */
export type DiffLine = { kind: 'same' | 'added' | 'removed'; text: string };

/** Longer texts are told as replaced whole: the table below has a place for each pair of lines. */
const LINES_MAX = 1_500;

/** The lines of two texts, what both have once, by their longest common subsequence. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, next] = [linesOf(before), linesOf(after)];
  if (old.length > LINES_MAX || next.length > LINES_MAX) {
    return [...old.map(line('removed')), ...next.map(line('added'))];
  }
  const common = commonLengths(old, next);
  const lines: DiffLine[] = [];
  let [left, right] = [0, 0];
  while (left < old.length || right < next.length) {
    const [oldLine, newLine] = [old[left], next[right]];
    if (oldLine !== undefined && oldLine === newLine) {
      lines.push({ kind: 'same', text: oldLine });
      left += 1;
      right += 1;
    } else if (newLine === undefined || isLonger(common, left, right)) {
      lines.push({ kind: 'removed', text: oldLine ?? '' });
      left += 1;
    } else {
      lines.push({ kind: 'added', text: newLine });
      right += 1;
    }
  }
  return lines;
}

const line =
  (kind: DiffLine['kind']) =>
  (text: string): DiffLine => ({ kind, text });

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

/** How many lines the ends of both texts have in common, from each pair of places on. */
function commonLengths(old: readonly string[], next: readonly string[]): Uint16Array[] {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint16Array(next.length + 1));
  for (let left = old.length - 1; left >= 0; left -= 1) {
    for (let right = next.length - 1; right >= 0; right -= 1) {
      const [here, below] = [rows[left], rows[left + 1]];
      if (here === undefined || below === undefined) continue;
      here[right] =
        old[left] === next[right]
          ? (below[right + 1] ?? 0) + 1
          : Math.max(below[right] ?? 0, here[right + 1] ?? 0);
    }
  }
  return rows;
}

/** True where leaving out the old line keeps at least as much in common as leaving out the new one. */
const isLonger = (common: readonly Uint16Array[], left: number, right: number): boolean =>
  left + 1 < common.length && (common[left + 1]?.[right] ?? 0) >= (common[left]?.[right + 1] ?? 0);
