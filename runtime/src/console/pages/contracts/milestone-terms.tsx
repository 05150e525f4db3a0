/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { MilestoneProgress, MilestoneView } from '../../../flow/contracts/read-milestone-progress.ts';
import { dateText } from '../../format/date-text.ts';
import { moneyText } from '../../format/money-text.ts';
import type { Ui } from '../../ui.ts';

type MilestonesProps = { ui: Ui; progress: MilestoneProgress; currency: string };

/** The parts of a project, each ticked off by its delivery, its acceptance and its invoice. */
export function MilestoneTerms({ ui, progress, currency }: MilestonesProps) {
  const { milestones: texts } = ui.texts.contracts;
  const { total, deposit, milestones, isFinalBilled } = progress;
  const amount = (decimal: string) => moneyText(decimal, currency, ui.locale);
  return (
    <>
      <table class="grid grid-cards">
        <thead>
          <tr>
            <th scope="col">{texts.name}</th>
            <th scope="col">{texts.delivered}</th>
            <th scope="col">{texts.accepted}</th>
            <th scope="col">{texts.billed}</th>
            <th scope="col" class="number">
              {texts.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {deposit === null ? null : (
            <Plain ui={ui} name={texts.deposit} isBilled={deposit.isBilled} amount={amount(deposit.amount)} />
          )}
          {milestones.map((milestone) => (
            <Milestone ui={ui} milestone={milestone} amount={amount(milestone.amount)} />
          ))}
          <Plain ui={ui} name={texts.final} isBilled={isFinalBilled} amount="" />
        </tbody>
      </table>
      <p class="contract-sum">
        {texts.total} <strong>{amount(total)}</strong>
      </p>
    </>
  );
}

type MilestoneProps = { ui: Ui; milestone: MilestoneView; amount: string };

function Milestone({ ui, milestone, amount }: MilestoneProps) {
  const { milestones: texts } = ui.texts.contracts;
  const { name, deliveredOn, acceptedOn, acceptedBy, isBilled } = milestone;
  const day = (date: string) => dateText(date, ui.locale);
  const accepted =
    acceptedOn === null
      ? null
      : acceptedBy === null
        ? day(acceptedOn)
        : texts.by(day(acceptedOn), acceptedBy);
  return (
    <tr>
      <td>
        <span class="strong">{name[ui.locale]}</span>
      </td>
      <td data-label={texts.delivered}>
        <Tick ui={ui} text={deliveredOn === null ? null : day(deliveredOn)} />
      </td>
      <td data-label={texts.accepted}>
        <Tick ui={ui} text={accepted} />
      </td>
      <td data-label={texts.billed}>
        <Tick ui={ui} text={isBilled ? texts.yes : null} />
      </td>
      <td class="number" data-label={texts.amount}>
        {amount}
      </td>
    </tr>
  );
}

type PlainProps = { ui: Ui; name: string; isBilled: boolean; amount: string };

/** A part that needs no evidence of its own. */
function Plain({ ui, name, isBilled, amount }: PlainProps) {
  const { milestones: texts } = ui.texts.contracts;
  return (
    <tr>
      <td>
        <span class="strong">{name}</span>
      </td>
      <td class="desk-only"></td>
      <td class="desk-only"></td>
      <td data-label={texts.billed}>
        <Tick ui={ui} text={isBilled ? texts.yes : null} />
      </td>
      <td class={amount === '' ? 'number desk-only' : 'number'} data-label={texts.amount}>
        {amount}
      </td>
    </tr>
  );
}

function Tick({ ui, text }: { ui: Ui; text: string | null }) {
  if (text === null) return <span class="muted">{ui.texts.contracts.milestones.open}</span>;
  return (
    <span class="tick">
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d="M3 8.500l3.200 3.200L13 4.500" />
      </svg>
      {text}
    </span>
  );
}
