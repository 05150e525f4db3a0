import { fail, ok, type Result } from '../result.ts';
import { listPrefixes, type Path } from './path.ts';

/** Remembers which source list fills which target list: elements of two lists must not mix. */
export type ListAlignment = {
  claim(to: Path, from: Path, row: number): Result<null>;
};

/** No list filled yet. */
export function createListAlignment(): ListAlignment {
  const filled = new Map<string, { from: string; row: number }>();
  return {
    claim(to, from, row) {
      const sources = listPrefixes(from);
      const targets = listPrefixes(to);
      if (sources.length !== targets.length) {
        return fail(`has ${sources.length} [*] in from and ${targets.length} in to`);
      }
      for (const [depth, target] of targets.entries()) {
        const source = sources[depth] ?? '';
        const earlier = filled.get(target) ?? { from: source, row };
        if (earlier.from !== source) {
          return fail(`fills ${target} from ${source}, row ${earlier.row} from ${earlier.from}`);
        }
        filled.set(target, earlier);
      }
      return ok(null);
    },
  };
}
