import { fail, ok, type Result } from '../result.ts';
import { type Path, pathToText } from './path.ts';

type Shape = { kind: 'object' | 'list' | 'value'; row: number; children: Map<string, Shape> };

/** Remembers what the rows so far write, so that no two rows need one place to be two things. */
export type TargetShape = {
  /** Fails with the row that stands in the way; a place may be written by several rows. */
  claim(to: Path, row: number): Result<null>;
};

/** An empty target, into which rows claim their places in order. */
export function createTargetShape(): TargetShape {
  const root: Shape = { kind: 'object', row: 0, children: new Map() };
  return {
    claim(to, row) {
      let here = root;
      for (const [at, segment] of to.entries()) {
        const key = segment.kind === 'key' ? segment.key : '*';
        const next = to[at + 1];
        const kind = next === undefined ? 'value' : next.kind === 'key' ? 'object' : 'list';
        const child = here.children.get(key) ?? { kind, row, children: new Map<string, Shape>() };
        if (child.kind !== kind) {
          return fail(
            `row ${row} makes ${pathToText(to.slice(0, at + 1))} a ${kind}, row ${child.row} a ${child.kind}`,
          );
        }
        here.children.set(key, child);
        here = child;
      }
      return ok(null);
    },
  };
}
