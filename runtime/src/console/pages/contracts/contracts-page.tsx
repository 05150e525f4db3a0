/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ContractSummary } from '../../../flow/contracts/read-contract-summaries.ts';
import type { Page } from '../../../flow/read/page.ts';
import { dateText } from '../../format/date-text.ts';
import { moneyText } from '../../format/money-text.ts';
import { Empty } from '../../parts/empty.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';
import { ContractFilter, type ContractFilterName } from './contract-filter.tsx';
import { ContractStateChip } from './contract-state.tsx';

type ContractsProps = {
  ui: Ui;
  page: Page<ContractSummary>;
  asked: Partial<Record<ContractFilterName, string>>;
  isFirstPage: boolean;
};

/** Every contract with what it has billed, what comes next and how it stands. */
export function ContractsPage({ ui, page, asked, isFirstPage }: ContractsProps) {
  const texts = ui.texts.contracts;
  const isAsked = Object.keys(asked).length > 0;
  const isEmpty = page.items.length === 0;
  return (
    <Layout ui={ui} title={texts.title} current="contracts">
      <PageHead title={texts.title} lead={texts.lead}>
        <a class="button" href="/leakage">
          {texts.leakageLink}
        </a>
      </PageHead>
      {isEmpty && !isAsked && isFirstPage ? (
        <Empty title={texts.emptyTitle} text={texts.empty}>
          <p>
            <a href="/docs#tag/records">{texts.emptyLink}</a>
          </p>
        </Empty>
      ) : (
        <>
          <ContractFilter ui={ui} asked={asked} />
          {isEmpty ? <Empty title={texts.noneTitle} text={texts.none} /> : <Table ui={ui} page={page} />}
          <Pager ui={ui} page={page} asked={asked} isFirstPage={isFirstPage} />
        </>
      )}
    </Layout>
  );
}

function Table({ ui, page }: { ui: Ui; page: Page<ContractSummary> }) {
  const { columns } = ui.texts.contracts;
  return (
    <div class="grid-framed">
      <table class="grid grid-cards">
        <thead>
          <tr>
            <th scope="col">{columns.title}</th>
            <th scope="col">{columns.form}</th>
            <th scope="col">{columns.next}</th>
            <th scope="col" class="number">
              {columns.billed}
            </th>
            <th scope="col">{columns.state}</th>
          </tr>
        </thead>
        <tbody>
          {page.items.map((contract) => (
            <Row ui={ui} contract={contract} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ ui, contract }: { ui: Ui; contract: ContractSummary }) {
  const { texts, locale } = ui;
  const { columns, forms, noCustomer, noNext, heldBack } = texts.contracts;
  const { id, title, customer, form, nextRunOn, state, billedNet, currency } = contract;
  return (
    <tr>
      <td>
        <a class="strong" href={`/contracts/${id}`}>
          {title}
        </a>
        <span class="under">{customer?.name ?? noCustomer}</span>
      </td>
      <td data-label={columns.form}>{forms[form]}</td>
      <td data-label={columns.next}>
        {nextRunOn === null || state === 'parked' ? (
          <span class="muted">{state === 'parked' ? heldBack : noNext}</span>
        ) : (
          dateText(nextRunOn, locale)
        )}
      </td>
      <td class="number" data-label={columns.billed}>
        {moneyText(billedNet, currency, locale)}
      </td>
      <td data-label={columns.state}>
        <ContractStateChip ui={ui} state={state} />
      </td>
    </tr>
  );
}

function Pager({ ui, page, asked, isFirstPage }: ContractsProps) {
  if (isFirstPage && page.next === null) return null;
  const texts = ui.texts.contracts;
  const older = new URLSearchParams({ ...asked, before: page.next ?? '' });
  return (
    <p class="pager">
      {isFirstPage ? null : <a href={`/contracts?${new URLSearchParams(asked)}`}>{texts.newest}</a>}
      {page.next === null ? null : <a href={`/contracts?${older}`}>{texts.older}</a>}
    </p>
  );
}
