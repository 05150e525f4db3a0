import { isNull } from 'drizzle-orm';
import { AppError, type ErrorDetail } from '../../core/app-error.ts';
import { isReadyRole, type Permission, permissionsOfRoles, ROLES } from '../../core/permissions.ts';
import type { CompiledRuleSet } from '../../core/rules/compile-rule-set.ts';
import { listApprovers } from '../../core/rules/list-approvers.ts';
import type { RuleEngine } from '../../core/rules/rule-engine.ts';
import type { Tx } from '../../db/open-database.ts';
import { groups, people, roles } from '../../db/schema/index.ts';
import { ofOwnRoles } from '../roles/of-own-roles.ts';
import { type CheckedRules, compileDefinition } from './compile-definition.ts';

/**
 * Compiles a definition and looks up the people whom it asks. Throws `rules.definition_invalid` with the pointer of
 * every problem, and the character where it lies in a condition.
 */
export async function checkRules(tx: Tx, definition: unknown, engine?: RuleEngine): Promise<CheckedRules> {
  const checked = compileDefinition(definition, engine);
  const errors = await findStrangers(tx, checked.compiled);
  if (errors.length === 0) return checked;
  throw new AppError('rules.definition_invalid', {
    detail: errors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; '),
    errors,
  });
}

/** A step that asks nobody who may approve would stop every invoice that it is for. */
async function findStrangers(tx: Tx, compiled: CompiledRuleSet): Promise<ErrorDetail[]> {
  const asked = listApprovers(compiled.ruleSet);
  const active = await tx
    .select({ id: people.id, roles: people.roles, ofOwnRoles: ofOwnRoles() })
    .from(people)
    .where(isNull(people.deactivatedAt));
  const grouped = await tx.select({ id: groups.id }).from(groups);
  const own = await tx.select({ id: roles.id, permissions: roles.permissions }).from(roles);
  const ofPerson = new Map(active.map((row) => [row.id, permissionsOfRoles(row.roles, row.ofOwnRoles)]));
  const isGroup = new Set(grouped.map(({ id }) => id));
  const ofRole = new Map([
    ...Object.keys(ROLES)
      .filter(isReadyRole)
      .map((role) => [role, permissionsOfRoles([role], [])] as const),
    ...own.map(({ id, permissions }) => [id, permissionsOfRoles([], permissions)] as const),
  ]);
  return asked.flatMap(({ approver, pointer }) => {
    if (approver.kind === 'person')
      return fault(`${pointer}/personId`, ofPerson.get(approver.personId), 'nobody who is active');
    if (approver.kind === 'role') return fault(`${pointer}/role`, ofRole.get(approver.role), 'no role');
    if (approver.kind === 'group' && !isGroup.has(approver.groupId))
      return [problem(`${pointer}/groupId`, 'is no group in this organization')];
    return [];
  });
}

/** What is wrong about somebody whom a step asks, by what they may do; undefined is somebody who is not there. */
function fault(pointer: string, may: readonly Permission[] | undefined, missing: string): ErrorDetail[] {
  if (may === undefined) return [problem(pointer, `is ${missing} in this organization`)];
  return may.includes('approve')
    ? []
    : [problem(pointer, 'may not approve: every such invoice would wait for ever')];
}

const problem = (pointer: string, detail: string): ErrorDetail => ({
  pointer,
  code: 'rules.definition_invalid',
  detail,
});
