/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ContractView } from '../../../flow/contracts/read-contract.ts';
import { moneyText } from '../../format/money-text.ts';
import type { Ui } from '../../ui.ts';
import { creditFate } from './credit-fate.ts';

/** What a contract owes its customer on no issued document, and what becomes of it; nothing while it owes nothing. */
export function ContractCredit({
  ui,
  contract: { creditLeft, currency },
}: {
  ui: Ui;
  contract: ContractView;
}) {
  if (creditLeft === null) return null;
  const texts = ui.texts.contracts.credit;
  const amount = (decimal: string) => moneyText(decimal, currency, ui.locale);
  return (
    <section class="block" aria-labelledby="title-credit">
      <h2 id="title-credit">{texts.title(amount(creditLeft.net))}</h2>
      <p class="muted">{texts.fates[creditFate(creditLeft)](amount(creditLeft.unplacedNet))}</p>
    </section>
  );
}
