import type { InvoiceRoute } from '../route-invoice.ts';
import type { RuleStep } from '../rule-step.ts';
import type { Tally } from './tally.ts';

/** What rules make of the invoices of a time. */
export type RoutedTallies = {
  /** Approved by the default row. */
  autoApproved: Tally;
  needsApproval: Tally;
  /** Of those that need approval, the ones that no rule is for. */
  unmatched: Tally;
  /** Of those, the ones on which a rule could not be evaluated, or that no rule could judge. */
  failed: Tally;
};

/** Why the route of an invoice is another one. */
export type RouteCause = {
  /** The rule that makes the difference; null for the default row. */
  ruleId: string | null;
  kind: 'rule_added' | 'rule_removed' | 'condition' | 'steps' | 'default_row' | 'could_not_be_evaluated';
  /** The clause that decides, as it is written in the version where it does, and whether it holds. */
  clause: { text: string; value: boolean } | null;
};

/** One side of a changed route. */
export type SimulatedRoute = { outcome: InvoiceRoute['outcome']; steps: RuleStep[]; ruleIds: string[] };

/** An invoice whose route is another one. */
export type RouteChange = {
  invoiceId: string;
  number: string | null;
  customer: string;
  total: string;
  currency: string;
  before: SimulatedRoute;
  after: SimulatedRoute;
  causes: RouteCause[];
};

/** Rules beside the ones in force, over the invoices of the last days. */
export type Simulation = {
  invoices: Tally;
  /** Older ones of these days were left out. */
  isCut: boolean;
  before: RoutedTallies;
  after: RoutedTallies;
  /** Approved by themselves before, and asked for now; and the other way round. */
  newlyRouted: Tally;
  noLongerRouted: Tally;
  /** How many invoices each would be asked for. */
  approvers: { approver: RuleStep['approver']; before: Tally; after: Tally }[];
  changedCount: number;
  /** The first of them. */
  changes: RouteChange[];
};
