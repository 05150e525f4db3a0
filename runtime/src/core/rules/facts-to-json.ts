import type { JsonObject } from '../json.ts';
import type { RuleFacts } from './rule-facts.ts';

/** The facts as stored with a decision: integers as text, since JSON numbers are not exact. */
export function factsToJson(facts: RuleFacts): JsonObject {
  return JSON.parse(
    JSON.stringify(facts, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  );
}
