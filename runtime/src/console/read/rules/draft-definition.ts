import type { JsonObject } from '../../../core/json.ts';
import { type CurrencyCode, parseCurrencyCode } from '../../../core/money/currency.ts';
import { type Rule, type RuleSet, stepsOf } from '../../../core/rules/rule-set.ts';
import type { RuleStep } from '../../../core/rules/rule-step.ts';
import type { RulesVersionView } from '../../../flow/rules/read-rules-version.ts';
import { conditionToDraft } from './condition-draft.ts';
import type { RuleDraft, RulesDraft, StepDraft } from './rules-draft.ts';

/** A stored version as the rule builder shows it. */
export function versionToDraft({ version, ruleSet }: RulesVersionView): RulesDraft {
  return {
    revision: version.revision,
    reason: version.reason,
    currency: ruleSet.currency,
    ceiling: ruleSet.defaultRow.autoApproveUpTo ?? '',
    defaultSteps: toStepDrafts(ruleSet.defaultRow.steps ?? []),
    rules: ruleSet.rules.map((rule, at) => toRuleDraft(rule, `r${at + 1}`, currencyOf(ruleSet.currency))),
  };
}

/** The currency of the rules; one that there is not is told when they are saved, and counts as the dollar until then. */
export function currencyOf(text: string): CurrencyCode {
  const code = parseCurrencyCode(text.trim());
  if (code.ok) return code.value;
  const dollar = parseCurrencyCode('USD');
  if (!dollar.ok) throw new Error('assertion: the dollar is a currency');
  return dollar.value;
}

function toRuleDraft(rule: Rule, key: string, currency: CurrencyCode): RuleDraft {
  return {
    key,
    id: rule.id,
    en: rule.reason.en,
    ja: rule.reason.ja,
    kinds: rule.kinds ?? [],
    command: rule.command ?? '',
    ...conditionToDraft(rule.when, currency),
    when: rule.when,
    was: rule.when,
    steps: toStepDrafts(stepsOf(rule)),
  };
}

const toStepDrafts = (steps: readonly RuleStep[]): StepDraft[] =>
  steps.map((step, at) => ({
    key: `s${at + 1}`,
    order: String(step.order),
    who: approverToText(step.approver),
    mode: typeof step.mode === 'object' ? String(step.mode.atLeast) : step.mode,
    sla: String(step.slaHours ?? ''),
    remind: String(step.remindAfterHours ?? ''),
    escalate: step.escalateTo === undefined ? '' : approverToText(step.escalateTo),
  }));

function approverToText(approver: RuleStep['approver']): string {
  switch (approver.kind) {
    case 'role':
      return `role:${approver.role}`;
    case 'person':
      return `person:${approver.personId}`;
    case 'group':
      return `group:${approver.groupId}`;
    case 'manager':
      return 'manager';
  }
}

/** What is typed as a definition; whether it is one is told when it is saved. */
export function draftToDefinition(draft: RulesDraft): JsonObject {
  const ceiling = draft.ceiling.trim();
  return {
    currency: draft.currency.trim(),
    rules: draft.rules.map((rule) => ({
      id: rule.id.trim(),
      ...(rule.kinds.length === 0 ? {} : { kinds: rule.kinds }),
      ...(rule.command === '' ? {} : { command: rule.command }),
      when: rule.when.trim(),
      reason: { en: rule.en.trim(), ja: rule.ja.trim() },
      steps: rule.steps.map(toStep),
    })),
    defaultRow: {
      ...(ceiling === '' ? {} : { autoApproveUpTo: ceiling }),
      ...(draft.defaultSteps.length === 0 ? {} : { steps: draft.defaultSteps.map(toStep) }),
    } satisfies { [Key in keyof RuleSet['defaultRow']]?: unknown },
  };
}

function toStep(step: StepDraft): JsonObject {
  return {
    order: Number(step.order),
    approver: textToApprover(step.who),
    mode: step.mode === 'any' || step.mode === 'all' ? step.mode : { atLeast: Number(step.mode) },
    ...(step.sla === '' ? {} : { slaHours: Number(step.sla) }),
    ...(step.remind === '' ? {} : { remindAfterHours: Number(step.remind) }),
    ...(step.escalate === '' ? {} : { escalateTo: textToApprover(step.escalate) }),
  };
}

function textToApprover(text: string): JsonObject {
  const [kind = '', ...rest] = text.split(':');
  const id = rest.join(':');
  switch (kind) {
    case 'role':
      return { kind, role: id };
    case 'person':
      return { kind, personId: id };
    case 'group':
      return { kind, groupId: id };
    default:
      return { kind };
  }
}
