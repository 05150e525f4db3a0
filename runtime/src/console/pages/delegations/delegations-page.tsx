/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { DelegationView } from '../../../flow/delegations/list-delegations.ts';
import { Banner } from '../../parts/banner.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ConfirmButton } from '../../parts/form/confirm-button.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';
import { DelegationForm, type DelegationValues } from './delegation-form.tsx';

type DelegationsProps = {
  ui: Ui;
  delegations: readonly DelegationView[];
  colleagues: readonly { id: string; name: string }[];
  viewerId: string;
  isAdmin: boolean;
  /** Today in the zones of the legal entities, the earliest and the latest: a delegation counts where it is its day. */
  days: { earliest: string; latest: string };
  values: DelegationValues;
  done?: 'saved' | 'ended' | undefined;
  error?: AppError | undefined;
  fields: Readonly<Record<string, string>>;
};

/** Who decides in whose place, and the form to delegate one's own. */
export function DelegationsPage(props: DelegationsProps) {
  const { ui, delegations, done } = props;
  const texts = ui.texts.delegations;
  return (
    <Layout ui={ui} title={texts.title} current="approvals">
      <div class="stack">
        {done === undefined ? null : (
          <Banner kind="done">
            <p>{texts.done[done]}</p>
          </Banner>
        )}
        <PageHead title={texts.title} lead={texts.lead} crumb={{ href: '/approvals', label: texts.back }} />
        {delegations.length === 0 ? (
          <Empty title={texts.empty} text={texts.emptyText} />
        ) : (
          <DelegationTable {...props} />
        )}
        <DelegationForm {...props} />
      </div>
    </Layout>
  );
}

function DelegationTable({ ui, delegations, viewerId, isAdmin, days }: DelegationsProps) {
  const texts = ui.texts.delegations;
  const { columns } = texts;
  return (
    <div class="grid-framed">
      <table class="grid grid-cards">
        <thead>
          <tr>
            <th scope="col">{columns.from}</th>
            <th scope="col">{columns.to}</th>
            <th scope="col">{columns.days}</th>
            <th scope="col">{columns.state}</th>
            <td></td>
          </tr>
        </thead>
        <tbody>
          {delegations.map((row) => {
            const state = stateOf(row, days);
            const mayEnd =
              (isAdmin || row.from.id === viewerId) && (state === 'active' || state === 'coming');
            return (
              <tr>
                <th scope="row">
                  {row.from.name}
                  {row.reason === '' ? null : <span class="under">{row.reason}</span>}
                </th>
                <td data-label={columns.to}>{row.to.name}</td>
                <td data-label={columns.days}>{texts.days(row.startsOn, row.endsOn)}</td>
                <td data-label={columns.state}>
                  <span class={state === 'active' ? 'chip tone-green' : 'chip'}>{texts.states[state]}</span>
                </td>
                <td>{mayEnd ? <EndButton ui={ui} row={row} /> : null}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function EndButton({ ui, row }: { ui: Ui; row: DelegationView }) {
  const texts = ui.texts.delegations;
  return (
    <ConfirmButton
      ui={ui}
      id={`end-${row.id}`}
      label={texts.end}
      title={texts.endTitle(row.to.name)}
      text={texts.endText}
      confirm={texts.end}
      action={`/approvals/delegations/${row.id}/end`}
      size="small"
      tone="danger"
    />
  );
}

function stateOf(
  row: DelegationView,
  { earliest, latest }: DelegationsProps['days'],
): 'revoked' | 'coming' | 'past' | 'active' {
  if (row.revokedAt !== null) return 'revoked';
  if (row.startsOn > latest) return 'coming';
  return row.endsOn < earliest ? 'past' : 'active';
}
