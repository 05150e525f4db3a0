import type { Comparison, ConditionForm, ConditionPart } from '../form/condition-form.ts';
import { formToCondition } from '../form/form-to-condition.ts';
import { EVERYTHING, type Interval, intersect, intervalOf } from './interval.ts';

/** What a rule asks of one fact, and everything else that it asks, as a text that is equal for equal demands. */
export type Band<Extent> = { fact: string; extent: Extent; rest: string };

/** The bands of a condition; `isImpossible` when what it asks of one fact cannot be. */
export type Bands = {
  numbers: Band<Interval>[];
  values: Band<ReadonlySet<string>>[];
  isImpossible: boolean;
};

/** What a condition asks of single facts of the invoice. A condition that is no list of demands has no bands. */
export function readBands(form: ConditionForm): Bands {
  const none: Bands = { numbers: [], values: [], isImpossible: false };
  if (form.kind === 'any') return { ...none, isImpossible: form.parts.length === 0 };
  const numbers = new Map<string, Interval>();
  const values = new Map<string, ReadonlySet<string>>();
  let isImpossible = false;
  for (const part of form.parts) {
    const demand = demandOf(part);
    if (demand === undefined) continue;
    if ('interval' in demand) {
      const both = intersect(numbers.get(demand.fact) ?? EVERYTHING, demand.interval);
      if (both === undefined) isImpossible = true;
      else numbers.set(demand.fact, both);
    } else {
      const before = values.get(demand.fact) ?? demand.values;
      const both = new Set([...demand.values].filter((value) => before.has(value)));
      if (both.size === 0) isImpossible = true;
      values.set(demand.fact, both);
    }
  }
  if (isImpossible) return { ...none, isImpossible };
  const bandOf = <Extent>([fact, extent]: [string, Extent]): Band<Extent> => ({
    fact,
    extent,
    rest: restOf(form, fact),
  });
  return { numbers: [...numbers].map(bandOf), values: [...values].map(bandOf), isImpossible };
}

type Demand = { fact: string; interval: Interval } | { fact: string; values: Set<string> };

function demandOf(part: ConditionPart): Demand | undefined {
  if (part.kind !== 'comparison' || part.scope !== 'invoice') return undefined;
  const { fact } = part;
  if (typeof part.value === 'bigint') {
    const interval = intervalOf(part.operator, part.value);
    return interval === undefined ? undefined : { fact, interval };
  }
  const values = valuesOf(part);
  return values === undefined ? undefined : { fact, values };
}

function valuesOf({ operator, value }: Comparison): Set<string> | undefined {
  if (operator === '==' && typeof value === 'string') return new Set([value]);
  return operator === 'in' ? new Set(value) : undefined;
}

function restOf(form: ConditionForm, fact: string): string {
  const others = form.parts.filter((part) => !isDemandOn(part, fact));
  return others
    .map((part) => formToCondition({ kind: 'all', parts: [part] }))
    .sort()
    .join(' && ');
}

const isDemandOn = (part: ConditionPart, fact: string): boolean => demandOf(part)?.fact === fact;
