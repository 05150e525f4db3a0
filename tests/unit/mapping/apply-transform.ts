import type { JsonObject, JsonValue } from '../../../runtime/src/core/json.ts';
import { compileTransforms } from '../../../runtime/src/core/mapping/compile-transforms.ts';
import type { Result } from '../../../runtime/src/core/result.ts';

/** Runs one named transform over one value. */
export function applyTransform(name: string, value: JsonValue, args: JsonObject = {}): Result<JsonValue> {
  const compiled = compileTransforms([{ name, ...args }]);
  return compiled.ok ? compiled.value(value) : compiled;
}
