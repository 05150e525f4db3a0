import type { OverdueLevel } from '../../core/settlement/overdue-level.ts';

/** Levels of lateness as lines of a form: the days, then the name. */
export const overdueLevelsToText = (levels: readonly OverdueLevel[]): string =>
  levels.map(({ days, name }) => `${days} ${name}`).join('\n');

/** Reads such lines; undefined when one of them does not begin with a number of days, or has no name after it. */
export function readOverdueLevels(text: string): OverdueLevel[] | undefined {
  const levels: OverdueLevel[] = [];
  for (const line of text.normalize('NFKC').split('\n')) {
    if (line.trim() === '') continue;
    const [, days = '', name = ''] = /^\s*([1-9][0-9]{0,3})\s+(\S.*?)\s*$/u.exec(line) ?? [];
    if (name === '' || name.length > 60) return undefined;
    levels.push({ days: Number.parseInt(days, 10), name });
  }
  return levels;
}
