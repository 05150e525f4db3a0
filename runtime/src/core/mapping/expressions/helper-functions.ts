import { type CelFunction, CelRefusal } from '../../cel/create-cel.ts';
import type { JsonValue } from '../../json.ts';
import type { Helper } from '../helpers/helper.ts';
import { HELPERS } from '../helpers/table.ts';
import { fromCel } from './from-cel.ts';
import { toCel } from './to-cel.ts';

/** The helpers as functions of CEL, once per number of arguments. `coalesce` is not among them: its arguments may be absent. */
export const HELPER_FUNCTIONS: readonly CelFunction[] = [...HELPERS].flatMap(([name, helper]) =>
  name === 'coalesce' ? [] : overloadsOf(name, helper),
);

function overloadsOf(name: string, helper: Helper): CelFunction[] {
  const kinds = helper.kinds.map((kind) => kind.replace('?', ''));
  const required = helper.kinds.filter((kind) => !kind.endsWith('?')).length;
  const run = (...args: readonly unknown[]) => call(name, helper, args);
  return Array.from({ length: kinds.length - required + 1 }, (_none, more) => ({
    signature: `${name}(${kinds.slice(0, required + more).join(', ')}): ${helper.gives}`,
    run,
  }));
}

function call(name: string, helper: Helper, args: readonly unknown[]): unknown {
  const values: JsonValue[] = [];
  for (const arg of args) {
    const value = fromCel(arg);
    if (!value.ok) throw new CelRefusal(`${name}: ${value.reason}`);
    values.push(value.value);
  }
  const called = helper.call(values);
  if (!called.ok) throw new CelRefusal(`${name}: ${called.reason}`);
  return toCel(called.value);
}
