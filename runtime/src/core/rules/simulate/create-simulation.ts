import { toJson } from '../../json.ts';
import { parseCurrencyCode } from '../../money/currency.ts';
import { money } from '../../money/money.ts';
import { moneyToText } from '../../money/money-to-text.ts';
import { stableJson } from '../../stable-json.ts';
import { approverKey } from '../approver-key.ts';
import type { CompiledRuleSet } from '../compile-rule-set.ts';
import { type InvoiceRoute, routeInvoice } from '../route-invoice.ts';
import type { RuleFacts } from '../rule-facts.ts';
import type { RuleStep } from '../rule-step.ts';
import { findCauses } from './find-causes.ts';
import type { RouteChange, RoutedTallies, Simulation } from './simulation.ts';
import { createTally, type Tally, type Tallying } from './tally.ts';

/** An invoice as it was when it was to be routed. */
export type SimulatedInvoice = {
  invoiceId: string;
  number: string | null;
  customer: string;
  facts: RuleFacts;
};

/** Changes that are told one by one; all are counted. */
const CHANGES_MAX = 500;

/** Routes invoices by two rule sets, one at a time, and tells what differs. */
export function createSimulation(before: CompiledRuleSet | undefined, after: CompiledRuleSet) {
  const [all, newlyRouted, noLongerRouted] = [createTally(), createTally(), createTally()];
  const [tallyBefore, tallyAfter] = [createRoutedTally(), createRoutedTally()];
  const approvers = createApproverTally();
  const changes: RouteChange[] = [];
  let changedCount = 0;
  return {
    add(invoice: SimulatedInvoice): void {
      const { facts } = invoice;
      const [old, now] = [routeInvoice(before, facts), routeInvoice(after, facts)];
      all.add(facts);
      tallyBefore.add(old, before, facts);
      tallyAfter.add(now, after, facts);
      for (const { approver } of old.steps) approvers.of(approver).before.add(facts);
      for (const { approver } of now.steps) approvers.of(approver).after.add(facts);
      if (old.outcome === 'auto_approved' && now.outcome !== old.outcome) newlyRouted.add(facts);
      if (now.outcome === 'auto_approved' && now.outcome !== old.outcome) noLongerRouted.add(facts);
      if (isSameRoute(old, now)) return;
      changedCount += 1;
      if (changes.length >= CHANGES_MAX) return;
      const causes = findCauses({ compiled: before, route: old }, { compiled: after, route: now }, facts);
      changes.push({ ...describe(invoice), before: sideOf(old), after: sideOf(now), causes });
    },
    end: (isCut: boolean): Simulation => ({
      invoices: all.end(),
      isCut,
      before: tallyBefore.end(),
      after: tallyAfter.end(),
      newlyRouted: newlyRouted.end(),
      noLongerRouted: noLongerRouted.end(),
      approvers: approvers.end(),
      changedCount,
      changes,
    }),
  };
}

function createRoutedTally() {
  const tallies = {
    autoApproved: createTally(),
    needsApproval: createTally(),
    unmatched: createTally(),
    failed: createTally(),
  };
  return {
    add(route: InvoiceRoute, compiled: CompiledRuleSet | undefined, facts: RuleFacts): void {
      tallies[route.outcome === 'auto_approved' ? 'autoApproved' : 'needsApproval'].add(facts);
      if (route.outcome === 'auto_approved') return;
      if (route.matched.length === 0) tallies.unmatched.add(facts);
      const cannotTell =
        facts.unreadable !== undefined ||
        compiled?.rules.some(({ condition }) => !condition.evaluate(facts).ok);
      if (cannotTell === true) tallies.failed.add(facts);
    },
    end: (): RoutedTallies => ({
      autoApproved: tallies.autoApproved.end(),
      needsApproval: tallies.needsApproval.end(),
      unmatched: tallies.unmatched.end(),
      failed: tallies.failed.end(),
    }),
  };
}

type Approver = RuleStep['approver'];

function createApproverTally() {
  const known = new Map<string, { approver: Approver; before: Tallying; after: Tallying }>();
  return {
    of(approver: Approver) {
      const key = approverKey(approver);
      const found = known.get(key) ?? { approver, before: createTally(), after: createTally() };
      known.set(key, found);
      return found;
    },
    end: (): { approver: Approver; before: Tally; after: Tally }[] =>
      [...known.values()].map(({ approver, before, after }) => ({
        approver,
        before: before.end(),
        after: after.end(),
      })),
  };
}

const isSameRoute = (old: InvoiceRoute, now: InvoiceRoute): boolean =>
  old.outcome === now.outcome && isSameSteps(old.steps, now.steps);

/** Nearly all are equal with their members in one order already. */
const isSameSteps = (old: RuleStep[], now: RuleStep[]): boolean =>
  JSON.stringify(old) === JSON.stringify(now) ||
  stableJson(toJson({ steps: old })) === stableJson(toJson({ steps: now }));

const sideOf = ({ outcome, steps, matched }: InvoiceRoute) => ({
  outcome,
  steps,
  ruleIds: matched.map(({ ruleId }) => ruleId),
});

function describe({ invoiceId, number, customer, facts }: SimulatedInvoice) {
  const currency = parseCurrencyCode(facts.currency);
  const total =
    facts.totalMinor === undefined || !currency.ok
      ? ''
      : moneyToText(money(facts.totalMinor, currency.value));
  return { invoiceId, number, customer, total, currency: facts.currency };
}
