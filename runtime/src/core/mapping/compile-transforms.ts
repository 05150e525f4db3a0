import type { JsonObject } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { fail, ok, type Result } from '../result.ts';
import type { TransformCall } from './definition.ts';
import { TRANSFORMS } from './transforms/table.ts';
import type { Apply } from './transforms/transform.ts';

/** One function that applies the named transforms in order, or which of them cannot be used and why. */
export function compileTransforms(calls: readonly TransformCall[]): Result<Apply> & { position?: number } {
  const steps: Apply[] = [];
  for (const [position, call] of calls.entries()) {
    const { name, args } = splitCall(call);
    const transform = TRANSFORMS.get(name);
    if (transform === undefined) return { ...fail(`transform ${name} is unknown`), position };
    if (args === undefined) return { ...fail(`arguments of ${name} are not JSON`), position };
    const compiled = transform.compile(args);
    if (!compiled.ok) return { ...fail(`arguments of ${name}: ${compiled.reason}`), position };
    steps.push(compiled.value);
  }
  return ok((value) => {
    let current = value;
    for (const step of steps) {
      const applied = step(current);
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
