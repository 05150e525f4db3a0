/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { formatMoneyWithSymbol } from '../../../core/money/format-money-with-symbol.ts';
import type { ExceptionView } from '../../../flow/exceptions/list-exceptions.ts';
import type { ExceptionSum } from '../../../flow/exceptions/sum-exceptions.ts';
import type { Page } from '../../../flow/read/page.ts';
import { Banner } from '../../parts/banner.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ExceptionTabs } from '../../parts/exception-tabs.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { type ExceptionFilters, exceptionsAddress } from '../../read/exception-filters.ts';
import type { Ui } from '../../ui.ts';
import { type ExceptionChoices, ExceptionFilter } from './exception-filter.tsx';
import { ExceptionRow } from './exception-row.tsx';

type ExceptionsProps = {
  ui: Ui;
  filters: ExceptionFilters;
  sums: readonly ExceptionSum[];
  page: Page<ExceptionView>;
  choices: ExceptionChoices;
  viewerId: string;
  mayAssign: boolean;
  isFirstPage: boolean;
  isDone: boolean;
};

/** Everything that waits for a person and is no approval, with sums by kind and who looks after each. */
export function ExceptionsPage(props: ExceptionsProps) {
  const { ui, filters, sums, page } = props;
  const texts = ui.texts.exceptions;
  const empty = Object.keys(filters).length === 0 ? texts.empty : texts.narrowed;
  return (
    <Layout ui={ui} title={ui.texts.deadLetters.title} current="exceptions">
      {props.isDone ? (
        <Banner kind="done">
          <p>{texts.done}</p>
        </Banner>
      ) : null}
      <PageHead title={ui.texts.deadLetters.title} lead={texts.lead}>
        <a class="button" href="/leakage">
          {ui.texts.leakage.title}
        </a>
      </PageHead>
      <ExceptionTabs ui={ui} current="queue" />
      <ExceptionFilter ui={ui} filters={filters} choices={props.choices} />
      {sums.length === 0 ? null : <Sums {...props} />}
      {page.items.length === 0 ? <Empty title={empty.title} text={empty.text} /> : <Table {...props} />}
      <p class="pager">
        {props.isFirstPage ? null : <a href={exceptionsAddress(filters)}>{texts.first}</a>}
        {page.next === null ? null : <a href={exceptionsAddress(filters, page.next)}>{texts.next}</a>}
      </p>
    </Layout>
  );
}

/** How many of each kind, and what they come to; each leads to its kind alone. */
function Sums({ ui, filters, sums }: ExceptionsProps) {
  const texts = ui.texts.exceptions;
  return (
    <ul class="exception-sums plain">
      {sums.map(({ kind, count, amounts }) => (
        <li>
          <a
            class="exception-sum"
            href={exceptionsAddress({ ...filters, kind })}
            aria-current={filters.kind === kind ? 'true' : undefined}
          >
            <span class="strong">{texts.kinds[kind]}</span>
            <span class="under">
              {[
                texts.count(String(count)),
                ...amounts.map((amount) => formatMoneyWithSymbol(amount, ui.locale)),
              ].join(' · ')}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Table({ ui, page, choices, viewerId, mayAssign }: ExceptionsProps) {
  const { columns } = ui.texts.exceptions;
  return (
    <div class="grid-framed">
      <table class="grid grid-cards">
        <thead>
          <tr>
            <th scope="col">{columns.what}</th>
            <th scope="col" class="number">
              {columns.amount}
            </th>
            <th scope="col">{columns.age}</th>
            <th scope="col">{columns.owner}</th>
            <td></td>
          </tr>
        </thead>
        <tbody>
          {page.items.map((exception) => (
            <ExceptionRow
              ui={ui}
              exception={exception}
              colleagues={choices.colleagues}
              viewerId={viewerId}
              mayAssign={mayAssign}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
