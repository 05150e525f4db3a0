import { type CelInput, celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { FACT_TYPES, type RuleFacts } from '../../../../runtime/src/core/rules/rule-facts.ts';

/** What an engine makes of a condition: a refusal when it is read and a failure when it is run are both no answer. */
export type Opinion = boolean | 'no answer';

const environment = celEnv({ funcs: strings });

/** What another implementation of CEL makes of a condition; it has no type check and sees the facts alone. */
export function secondOpinion(condition: string, facts: RuleFacts): Opinion {
  try {
    const value = plan(environment, parse(condition))(bindingsOf(facts));
    return isCelError(value) || typeof value !== 'boolean' ? 'no answer' : value;
  } catch {
    return 'no answer';
  }
}

function bindingsOf(facts: RuleFacts): Record<string, CelInput> {
  const { lines, ...others } = facts;
  const known = Object.entries(others).filter(([name]) => Object.hasOwn(FACT_TYPES, name));
  return {
    ...Object.fromEntries(known),
    ...(lines === undefined ? {} : { lines: lines.map((line) => new Map(Object.entries(line))) }),
  };
}
