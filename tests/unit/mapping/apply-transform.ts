import type { JsonObject, JsonValue } from '../../../runtime/src/core/json.ts';
import { compileTransforms } from '../../../runtime/src/core/mapping/compile-transforms.ts';
import { fail, type Result } from '../../../runtime/src/core/result.ts';

const noRecord = () => fail('a transform on its own has no record');

/** Runs one named transform over one value, without a record around it. */
export function applyTransform(name: string, value: JsonValue, args: JsonObject = {}): Result<JsonValue> {
  const compiled = compileTransforms([{ name, ...args }], noRecord);
  return compiled.ok ? compiled.value(value, null, []) : compiled;
}
