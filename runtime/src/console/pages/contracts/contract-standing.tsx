/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { StandingView } from '../../../flow/approve/standing/list-standing.ts';
import { dateText } from '../../format/date-text.ts';
import { moneyText } from '../../format/money-text.ts';
import { ConfirmButton } from '../../parts/form/confirm-button.tsx';
import type { ContractPageData } from '../../read/load-contract-page.ts';
import type { Ui } from '../../ui.ts';
import { type StandingForm, StandingGiveForm } from './standing-give-form.tsx';

type StandingProps = { ui: Ui; data: ContractPageData; form: StandingForm };

/** What was approved of a contract's invoices beforehand, and the form that does it. */
export function ContractStanding({ ui, data, form }: StandingProps) {
  const texts = ui.texts.standing;
  return (
    <section class="block stack" aria-labelledby="title-standing" id="standing">
      <h2 id="title-standing">{texts.title}</h2>
      <p class="muted">{texts.lead}</p>
      {data.contract.collective === null ? null : <p class="muted">{texts.together}</p>}
      {data.standing.length === 0 ? <p>{texts.none}</p> : <StandingTable ui={ui} data={data} />}
      <StandingGiveForm ui={ui} contract={data.contract} {...form} />
    </section>
  );
}

function StandingTable({ ui, data }: { ui: Ui; data: ContractPageData }) {
  const { columns, days, states } = ui.texts.standing;
  return (
    <table class="grid grid-cards">
      <thead>
        <tr>
          <th scope="col">{columns.giver}</th>
          <th scope="col">{columns.limits}</th>
          <th scope="col">{columns.days}</th>
          <th scope="col">{columns.approved}</th>
          <th scope="col">{columns.state}</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        {data.standing.map((row) => (
          <tr>
            <th scope="row">
              {row.givenBy.name}
              <span class="under">{row.reason}</span>
            </th>
            <td data-label={columns.limits}>
              <Limits ui={ui} data={data} row={row} />
            </td>
            <td data-label={columns.days}>
              {days(dateText(row.startsOn, ui.locale), dateText(row.endsOn, ui.locale))}
            </td>
            <td data-label={columns.approved}>
              <Approved ui={ui} row={row} />
            </td>
            <td data-label={columns.state}>
              <span class={row.state === 'in_force' ? 'chip tone-green' : 'chip'}>{states[row.state]}</span>
              <Ended ui={ui} row={row} />
            </td>
            <td>
              <RevokeButton ui={ui} data={data} row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Limits({ ui, data, row }: { ui: Ui; data: ContractPageData; row: StandingView }) {
  const texts = ui.texts.standing;
  const upTo = data.contract.collective === null ? texts.upTo : texts.upToOfPart;
  return (
    <>
      {upTo(moneyText(row.amountMax, row.currency, ui.locale))}
      {row.invoicesMax === null ? null : <span class="under">{texts.atMost(String(row.invoicesMax))}</span>}
    </>
  );
}

function Approved({ ui, row }: { ui: Ui; row: StandingView }) {
  if (row.approved.length === 0) return <>{ui.texts.standing.nothingYet}</>;
  return (
    <>
      {row.approved.map(({ invoiceId, number, total, isCollective }) => (
        <span class="under">
          <a href={`/invoices/${invoiceId}`}>{number ?? ui.texts.contracts.draft}</a>{' '}
          {moneyText(total, row.currency, ui.locale)}
          {isCollective ? ` (${ui.texts.standing.collective})` : ''}
        </span>
      ))}
    </>
  );
}

function Ended({ ui, row }: { ui: Ui; row: StandingView }) {
  if (row.state !== 'revoked' || row.endedBy === null) return null;
  return <span class="under">{ui.texts.standing.endedBy(row.endedBy.name, row.endReason ?? '')}</span>;
}

function RevokeButton({ ui, data, row }: { ui: Ui; data: ContractPageData; row: StandingView }) {
  const texts = ui.texts.standing;
  const isOwn = data.viewerId === row.givenBy.id;
  const mayRevoke = isOwn || (ui.viewer?.permissions.has('admin') ?? false);
  if (row.endedAt !== null || row.state === 'expired' || !mayRevoke) return null;
  return (
    <ConfirmButton
      ui={ui}
      id={`revoke-${row.id}`}
      label={texts.revoke}
      title={texts.revokeTitle(row.givenBy.name)}
      text={texts.revokeText}
      confirm={texts.revoke}
      action={`/contracts/${data.contract.id}/standing/${row.id}/revoke`}
      size="small"
      tone="danger"
    />
  );
}
