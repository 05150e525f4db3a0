/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { InboxItem } from '../../../flow/read/list-inbox.ts';
import type { Page } from '../../../flow/read/page.ts';
import { Empty } from '../../parts/empty.tsx';
import { type InboxChoices, InboxFilter } from '../../parts/inbox-filter.tsx';
import { InboxRow } from '../../parts/inbox-row.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { type InboxFilters, inboxAddress } from '../../read/inbox-filters.ts';
import type { Ui } from '../../ui.ts';
import { DecisionButtons } from './decision-buttons.tsx';

type ApprovalsProps = {
  ui: Ui;
  filters: InboxFilters;
  choices: InboxChoices;
  page: Page<InboxItem>;
  isFirstPage: boolean;
};

/** The inbox, the most urgent first: what waits for the viewer, and on another tab everything that is open. */
export function ApprovalsPage(props: ApprovalsProps) {
  const { ui, filters, page } = props;
  const texts = ui.texts.inbox;
  const { whose, ...narrowed } = filters;
  const isNarrowed = Object.keys(narrowed).length > 0;
  const empty = isNarrowed ? texts.empty.narrowed : texts.empty[whose];
  return (
    <Layout ui={ui} title={texts.title} current="approvals">
      <PageHead title={texts.title} lead={texts.lead}>
        <a class="button" href="/approvals/delegations">
          {ui.texts.delegations.open}
        </a>
      </PageHead>
      <nav class="tabs" aria-label={texts.title}>
        <a href="/approvals" aria-current={whose === 'mine' ? 'page' : undefined}>
          {texts.mine}
          <span class="count">{ui.viewer?.work?.approvals ?? '0'}</span>
        </a>
        <a href="/approvals?whose=all" aria-current={whose === 'all' ? 'page' : undefined}>
          {texts.all}
        </a>
      </nav>
      <InboxFilter ui={ui} filters={filters} choices={props.choices} />
      {page.items.length === 0 ? (
        <Empty title={empty.title} text={empty.text} />
      ) : (
        <Requests ui={ui} items={page.items} />
      )}
      <p class="pager">
        {props.isFirstPage ? null : <a href={inboxAddress(filters)}>{texts.first}</a>}
        {page.next === null ? null : <a href={inboxAddress(filters, page.next)}>{texts.next}</a>}
      </p>
    </Layout>
  );
}

/** The requests as one form: what is ticked is decided together, after a page that asks once more. */
function Requests({ ui, items }: { ui: Ui; items: readonly InboxItem[] }) {
  const rows = (
    <ul class="asks plain">
      {items.map((item) => (
        <InboxRow ui={ui} item={item} isChoosable />
      ))}
    </ul>
  );
  if (!items.some(({ isMine }) => isMine)) return rows;
  return (
    <form method="post" action="/approvals/batch" data-batch="">
      {rows}
      <div class="batch-bar">
        <label class="choice" hidden data-choose-all="">
          <input type="checkbox" />
          <span class="choice-text">{ui.texts.inbox.chooseAll}</span>
        </label>
        <output class="muted" data-chosen={ui.texts.inbox.chosen('{count}')}>
          {ui.texts.inbox.chooseFirst}
        </output>
        <DecisionButtons ui={ui} />
      </div>
    </form>
  );
}
