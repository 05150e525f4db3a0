import { suggestName } from '../mapping/suggest-name.ts';
import { FACT_TYPES, LINE_FACT_TYPES } from './rule-facts.ts';

/** Facts by what people write of them: their names, and their names without the unit. */
const NAMES: ReadonlyMap<string, string> = new Map(
  [...Object.keys(FACT_TYPES), ...Object.keys(LINE_FACT_TYPES)].flatMap((name): [string, string][] => [
    [name, name],
    [name.replace(/(Minor|Ppm)$/, ''), name],
  ]),
);

/** The fact of an invoice or of a line that a wrong name most likely meant; undefined when none is near. */
export function suggestFact(name: string): string | undefined {
  const near = suggestName(name, NAMES.keys());
  return near === undefined ? undefined : NAMES.get(near);
}
