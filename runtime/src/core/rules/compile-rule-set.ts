import type { ErrorDetail } from '../app-error.ts';
import { toJsonPointer } from '../mapping/json-pointer.ts';
import { parseCurrencyCode } from '../money/currency.ts';
import type { Money } from '../money/money.ts';
import { parseMoneyText } from '../money/parse-money-text.ts';
import { createCelEngine } from './cel-engine.ts';
import type { CompiledCondition, RuleEngine } from './rule-engine.ts';
import { type Rule, RuleSet } from './rule-set.ts';

/** A rule whose condition was type-checked, and its place in the set. */
export type CompiledRule = {
  readonly rule: Rule;
  readonly condition: CompiledCondition;
  readonly at: number;
};

/** A rule set whose conditions were type-checked. */
export type CompiledRuleSet = {
  readonly ruleSet: RuleSet;
  /** Those that judge what is submitted. */
  readonly rules: readonly CompiledRule[];
  /** Those that judge a command on what is issued. */
  readonly commandRules: readonly CompiledRule[];
  /** The most that the default row approves by itself; undefined when it never does. */
  readonly ceiling: Money | undefined;
};

/** A compiled rule set, or every problem with its JSON pointer. */
export type RuleSetCompilation =
  | { ok: true; value: CompiledRuleSet }
  | { ok: false; reason: string; errors: ErrorDetail[] };

/** Parses a rule set and compiles its conditions; nothing that passes can run away or read the clock. */
export function compileRuleSet(input: unknown, engine: RuleEngine = createCelEngine()): RuleSetCompilation {
  const parsed = RuleSet.safeParse(input);
  if (!parsed.success) {
    return refuse(parsed.error.issues.map((issue) => problem(issue.path, issue.message)));
  }
  const ruleSet = parsed.data;
  const errors: ErrorDetail[] = [];
  const rules: CompiledRule[] = [];
  for (const [at, rule] of ruleSet.rules.entries()) {
    const condition = engine.compile(rule.when);
    if (condition.ok) rules.push({ rule, condition: condition.value, at });
    else {
      const place = problem(['rules', at, 'when'], `rule ${rule.id}: ${condition.reason}`);
      errors.push(condition.span === undefined ? place : { ...place, span: condition.span });
    }
  }
  const ceiling = readCeiling(ruleSet);
  if (ceiling.error !== undefined) errors.push(ceiling.error);
  if (errors.length > 0) return refuse(errors);
  const isOfCommand = ({ rule }: CompiledRule): boolean => rule.command !== undefined;
  const commandRules = rules.filter(isOfCommand);
  const value = {
    ruleSet,
    rules: rules.filter((rule) => !isOfCommand(rule)),
    commandRules,
    ceiling: ceiling.money,
  };
  return { ok: true, value };
}

function readCeiling(ruleSet: RuleSet): { money: Money | undefined; error?: ErrorDetail } {
  const currency = parseCurrencyCode(ruleSet.currency);
  if (!currency.ok) return { money: undefined, error: problem(['currency'], currency.reason) };
  const text = ruleSet.defaultRow.autoApproveUpTo;
  if (text === undefined) return { money: undefined };
  const ceiling = parseMoneyText(text, currency.value);
  if (ceiling.ok) return { money: ceiling.value };
  return { money: undefined, error: problem(['defaultRow', 'autoApproveUpTo'], ceiling.reason) };
}

const problem = (path: readonly PropertyKey[], detail: string): ErrorDetail => ({
  pointer: toJsonPointer(path),
  code: 'rules.definition_invalid',
  detail,
});

const refuse = (errors: ErrorDetail[]): RuleSetCompilation => ({
  ok: false,
  reason: errors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; '),
  errors,
});
