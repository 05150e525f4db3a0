/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { ContractView } from '../../../flow/contracts/read-contract.ts';
import { dateText } from '../../format/date-text.ts';
import { moneyText } from '../../format/money-text.ts';
import { termsCodeText } from '../../format/terms-code-text.ts';
import type { Ui } from '../../ui.ts';

/** What a contract is at a glance: whose it is, what it billed and what is left, from when to when. */
export function ContractFigures({ ui, contract }: { ui: Ui; contract: ContractView }) {
  const { figures, noCustomer, noNext, heldBack } = ui.texts.contracts;
  const { currency, customer, nextRunOn, notToExceed, leftNet, endsOn, state } = contract;
  const amount = (decimal: string) => moneyText(decimal, currency, ui.locale);
  const day = (date: string) => dateText(date, ui.locale);
  const next = state === 'parked' ? heldBack : nextRunOn === null ? noNext : day(nextRunOn);
  return (
    <section class="block">
      <dl class="figures contract-figures">
        <Figure term={figures.billed} value={amount(contract.billedNet)} isMain />
        {leftNet === null ? null : <Figure term={figures.left} value={amount(leftNet)} isMain />}
        <Figure term={figures.next} value={next} isMain />
        <Figure term={figures.customer} value={customer?.name ?? noCustomer} />
        <Figure term={figures.starts} value={day(contract.startsOn)} />
        <Figure term={figures.ends} value={endsOn === null ? figures.openEnd : day(endsOn)} />
        <Figure term={figures.terms} value={termsOf(ui, contract)} />
        {notToExceed === null ? null : <Figure term={figures.limit} value={amount(notToExceed)} />}
        {contract.contract.purchaseOrder === undefined ? null : (
          <Figure term={figures.order} value={contract.contract.purchaseOrder} />
        )}
        {contract.externalId === null ? null : (
          <Figure term={figures.id} value={`${contract.externalId} (${contract.system})`} />
        )}
      </dl>
    </section>
  );
}

function termsOf(ui: Ui, { contract, inForceFrom }: ContractView): string {
  const inForce = contract.revisions.find(({ effectiveOn }) => effectiveOn === inForceFrom);
  const { collective } = contract;
  const code = collective === undefined ? (inForce ?? contract.revisions[0])?.terms : collective.terms;
  if (code === undefined) return ui.texts.contracts.figures.defaultTerms;
  return termsCodeText(code, ui.locale);
}

function Figure({ term, value, isMain = false }: { term: string; value: Child; isMain?: boolean }) {
  return (
    <div class={isMain ? 'figure figure-main' : 'figure'}>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}
