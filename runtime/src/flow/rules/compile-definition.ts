import { createHash } from 'node:crypto';
import { AppError } from '../../core/app-error.ts';
import { isJsonObject, type JsonObject } from '../../core/json.ts';
import { type CompiledRuleSet, compileRuleSet } from '../../core/rules/compile-rule-set.ts';
import type { RuleEngine } from '../../core/rules/rule-engine.ts';
import { stableJson } from '../../core/stable-json.ts';

/** What a version holds, proved to compile. */
export type CheckedRules = {
  definition: JsonObject;
  compiled: CompiledRuleSet;
  /** Equal content, equal hash, whatever its spacing. */
  contentHash: string;
};

/** 200 rules with their conditions are far below. */
const DEFINITION_MAX_CHARS = 1024 * 1024;

/**
 * Compiles a definition. Throws `rules.definition_invalid` with the pointer of every problem, and the character where it
 * lies in a condition. Whether those whom it asks are there is another question (`checkRules`).
 */
export function compileDefinition(definition: unknown, engine?: RuleEngine): CheckedRules {
  if (!isJsonObject(definition) || JSON.stringify(definition).length > DEFINITION_MAX_CHARS) {
    throw new AppError('rules.definition_invalid', { detail: 'The definition is no object of a fair size.' });
  }
  const compiled = compileRuleSet(definition, engine);
  if (!compiled.ok) {
    throw new AppError('rules.definition_invalid', { detail: compiled.reason, errors: compiled.errors });
  }
  const contentHash = createHash('sha256').update(stableJson(definition)).digest('hex');
  return { definition, compiled: compiled.value, contentHash };
}
