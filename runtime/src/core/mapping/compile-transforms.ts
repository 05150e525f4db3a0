import type { JsonObject } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { fail, ok, type Result } from '../result.ts';
import type { TransformCall } from './definition.ts';
import { TRANSFORMS } from './transforms/table.ts';
import type { Apply, OpenField } from './transforms/transform.ts';

/** A list of lists of lists is the deepest that a transform goes into. */
const NESTED_MAX = 2;

type Step = { apply: Apply; takesNothing: boolean };

/**
 * One function that applies the named transforms in order, or which of them cannot be used and why. After
 * one that leaves nothing, such as `first` of an empty list, only those run that have an answer to nothing.
 */
export function compileTransforms(
  calls: readonly TransformCall[],
  openField: OpenField,
  depth = 0,
): Result<Apply> & { position?: number } {
  const steps: Step[] = [];
  const tools = {
    openField,
    compileInner: (inner: readonly TransformCall[]) =>
      depth < NESTED_MAX
        ? compileTransforms(inner, openField, depth + 1)
        : fail(`is nested deeper than ${NESTED_MAX}`),
  };
  for (const [position, call] of calls.entries()) {
    const { name, args } = splitCall(call);
    const transform = TRANSFORMS.get(name);
    if (transform === undefined) return { ...fail(`transform ${name} is unknown`), position };
    if (args === undefined) return { ...fail(`arguments of ${name} are not JSON`), position };
    const compiled = transform.compile(args, tools);
    if (!compiled.ok) return { ...fail(`arguments of ${name}: ${compiled.reason}`), position };
    steps.push({ apply: compiled.value, takesNothing: transform.takesNothing === true });
  }
  const [only] = steps;
  if (only !== undefined && steps.length === 1)
    return ok((value, source, positions) =>
      value === null && !only.takesNothing ? ok(null) : only.apply(value, source, positions),
    );
  return ok((value, source, positions) => {
    let current = value;
    for (const { apply, takesNothing } of steps) {
      if (current === null && !takesNothing) continue;
      const applied = apply(current, source, positions);
      if (!applied.ok) return applied;
      current = applied.value;
    }
    return ok(current);
  });
}

function splitCall(call: TransformCall): { name: string; args: JsonObject | undefined } {
  if (typeof call === 'string') return { name: call, args: {} };
  const { name, ...rest } = call;
  return { name, args: isJsonObject(rest) ? rest : undefined };
}
