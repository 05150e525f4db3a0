import { assertNever } from '../assert.ts';
import type { CanonicalContract } from '../canonical/contract.ts';

type Plan = CanonicalContract['revisions'][number]['plan'];

/** The products that a contract bills in any of its revisions, each once. */
export function skusOfContract({ revisions }: CanonicalContract): string[] {
  return [...new Set(revisions.flatMap(({ plan }) => skusOfPlan(plan)))];
}

function skusOfPlan(plan: Plan): string[] {
  switch (plan.form) {
    case 'subscription':
      return plan.items.map(({ sku }) => sku);
    case 'milestones':
      return [
        plan.finalSku,
        ...(plan.deposit === undefined ? [] : [plan.deposit.sku]),
        ...plan.milestones.map(({ sku }) => sku),
      ];
    case 'order':
      return plan.lines.map(({ sku }) => sku);
    case 'time_and_materials':
      return [
        ...(plan.expenses === undefined ? [] : [plan.expenses.sku]),
        ...plan.rates.map(({ sku }) => sku),
      ];
    default:
      return assertNever(plan);
  }
}
