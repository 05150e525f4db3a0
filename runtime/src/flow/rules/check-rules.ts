import { createHash } from 'node:crypto';
import { isNull } from 'drizzle-orm';
import { AppError, type ErrorDetail } from '../../core/app-error.ts';
import { isJsonObject, type JsonObject } from '../../core/json.ts';
import { ROLES } from '../../core/permissions.ts';
import { type CompiledRuleSet, compileRuleSet } from '../../core/rules/compile-rule-set.ts';
import { listApprovers } from '../../core/rules/list-approvers.ts';
import type { RuleEngine } from '../../core/rules/rule-engine.ts';
import { stableJson } from '../../core/stable-json.ts';
import type { Tx } from '../../db/open-database.ts';
import { groups, people, roles } from '../../db/schema/index.ts';

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
 * Compiles a definition and looks up the people whom it asks. Throws `rules.definition_invalid` with the pointer of
 * every problem, and the character where it lies in a condition.
 */
export async function checkRules(tx: Tx, definition: unknown, engine?: RuleEngine): Promise<CheckedRules> {
  if (!isJsonObject(definition) || JSON.stringify(definition).length > DEFINITION_MAX_CHARS) {
    throw new AppError('rules.definition_invalid', { detail: 'The definition is no object of a fair size.' });
  }
  const compiled = compileRuleSet(definition, engine);
  if (!compiled.ok) {
    throw new AppError('rules.definition_invalid', { detail: compiled.reason, errors: compiled.errors });
  }
  const errors = await findStrangers(tx, compiled.value);
  if (errors.length > 0) {
    throw new AppError('rules.definition_invalid', {
      detail: errors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; '),
      errors,
    });
  }
  const contentHash = createHash('sha256').update(stableJson(definition)).digest('hex');
  return { definition, compiled: compiled.value, contentHash };
}

/** A step that asks nobody would stop every invoice that it is for. */
async function findStrangers(tx: Tx, compiled: CompiledRuleSet): Promise<ErrorDetail[]> {
  const asked = listApprovers(compiled.ruleSet);
  const active = await tx.select({ id: people.id }).from(people).where(isNull(people.deactivatedAt));
  const grouped = await tx.select({ id: groups.id }).from(groups);
  const own = await tx.select({ id: roles.id }).from(roles);
  const isPerson = new Set(active.map(({ id }) => id));
  const isGroup = new Set(grouped.map(({ id }) => id));
  const isRole = new Set([...Object.keys(ROLES), ...own.map(({ id }) => id)]);
  return asked.flatMap(({ approver, pointer }) => {
    if (approver.kind === 'person' && !isPerson.has(approver.personId))
      return [problem(`${pointer}/personId`, 'is nobody who is active in this organization')];
    if (approver.kind === 'role' && !isRole.has(approver.role))
      return [problem(`${pointer}/role`, 'is no role of this organization')];
    if (approver.kind === 'group' && !isGroup.has(approver.groupId))
      return [problem(`${pointer}/groupId`, 'is no group of this organization')];
    return [];
  });
}

const problem = (pointer: string, detail: string): ErrorDetail => ({
  pointer,
  code: 'rules.definition_invalid',
  detail,
});
