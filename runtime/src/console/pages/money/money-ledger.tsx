/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { SettlementEntry } from '../../../flow/read/read-settlement.ts';
import { dateText } from '../../format/date-text.ts';
import { moneyText } from '../../format/money-text.ts';
import { Instant } from '../../parts/instant.tsx';
import type { Ui } from '../../ui.ts';
import { MoneyAct } from './money-act.tsx';
import type { MoneyPartProps } from './money-page.tsx';

/** The ledger of the invoice as it is: nothing is ever removed, what was taken back says so. */
export function MoneyLedger(part: MoneyPartProps) {
  const { ui, data } = part;
  const { entries, refunds, currency } = data.settlement;
  const texts = ui.texts.money;
  return (
    <section class="block" aria-labelledby="title-ledger">
      <h2 id="title-ledger">{texts.ledger}</h2>
      {entries.length === 0 ? <p class="hint">{texts.ledgerNone}</p> : null}
      {entries.length === 0 ? null : (
        <table class="grid grid-cards">
          <thead>
            <tr>
              <th scope="col">{texts.columns.when}</th>
              <th scope="col">{texts.columns.what}</th>
              <th scope="col" class="number">
                {texts.columns.amount}
              </th>
              <th scope="col">{texts.columns.action}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr>
                <td data-label={texts.columns.when}>
                  <Instant ui={ui} at={entry.at} zone={data.timeZone} />
                </td>
                <td data-label={texts.columns.what}>{entryText(ui, entry)}</td>
                <td class="number" data-label={texts.columns.amount}>
                  {moneyText(entry.amount, currency, ui.locale)}
                </td>
                <td data-label={texts.columns.action}>
                  {entry.isReversible ? (
                    <MoneyAct
                      part={part}
                      action="unapply"
                      of={entry.id}
                      hidden={{ allocationId: entry.id }}
                      reason="required"
                      size="small"
                    />
                  ) : null}
                  {entry.isReversed ? <span class="meta">{texts.reversed}</span> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {refunds.length === 0 ? null : <h3>{texts.refunds}</h3>}
      {refunds.map((refund) => (
        <p>
          {`${dateText(refund.refundedOn, ui.locale)} · ${moneyText(refund.amount, currency, ui.locale)} · ${refund.reason}`}
        </p>
      ))}
    </section>
  );
}

function entryText({ texts: { money } }: Ui, entry: SettlementEntry): string {
  const kind = entry.deduction === null ? money.kinds[entry.kind] : money.deductions[entry.deduction];
  const named = entry.name === null ? kind : `${kind} · ${entry.name}`;
  return entry.reversesId === null ? named : money.reversal(named);
}
