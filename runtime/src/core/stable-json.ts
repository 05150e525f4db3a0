import type { JsonValue } from './json.ts';

/**
 * JSON with sorted keys: the same value always gives the same text, whatever order its keys came in.
 * For telling whether a received value changed. What is signed or sealed uses canonical-json.ts.
 */
export function stableJson(value: JsonValue): string {
  return JSON.stringify(value, (_key, inner: JsonValue) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0)),
        )
      : inner,
  );
}
