import type { OwnedLine } from '../../core/billing/contract-to-draft.ts';
import { groupIntoInvoices, type InvoiceGroup } from '../../core/billing/difference/group-into-invoices.ts';
import { payOut } from '../../core/billing/leftover/pay-out.ts';
import { type DraftHome, homeKey, homeOfContract } from './draft-home.ts';
import type { ContractRow } from './load-contract.ts';
import type { RunningPlan } from './plan-contract.ts';

/** What a contract, or all that are billed together, should have on invoices by now. */
export type HomePlan = Pick<RunningPlan, 'contract' | 'source' | 'terms'> & {
  home: DraftHome;
  invoices: InvoiceGroup<OwnedLine>[];
  /** Credit that waits for a next invoice, or is given back where none comes. */
  credits: OwnedLine[];
  /** None of its contracts will have a next invoice. */
  isOver: boolean;
};

/**
 * Puts together what contracts are planned to bill, of all the contracts that a run is over: the home of one that is not
 * among the plans goes on, since it is not known what that one will bill.
 */
export function planHomes(contracts: readonly ContractRow[], plans: readonly RunningPlan[]): HomePlan[] {
  const keyOf = (contract: ContractRow): string => homeKey(homeOfContract(contract));
  const over = new Set(plans.flatMap(({ contract, isOver }) => (isOver ? [contract.id] : [])));
  const goingOn = new Set(contracts.filter(({ id }) => !over.has(id)).map(keyOf));
  return [...Map.groupBy(plans, ({ contract }) => keyOf(contract))].flatMap(([key, ofHome]) => {
    const [first] = ofHome;
    if (first === undefined) return [];
    const { contract, source, terms } = first;
    const lines = ofHome.flatMap((plan) => plan.lines);
    const { currency } = terms;
    const grouped = groupIntoInvoices(lines, { collective: false, currency });
    const { invoices, credits } = payOut(grouped.carried, currency);
    const isOver = !goingOn.has(key);
    return [
      {
        ...{ contract, source, terms, credits, isOver },
        home: homeOfContract(contract),
        invoices: isOver ? [...grouped.invoices, ...invoices] : grouped.invoices,
      },
    ];
  });
}
