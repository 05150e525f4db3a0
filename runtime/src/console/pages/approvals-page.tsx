/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { InboxItem } from '../../flow/read/list-inbox.ts';
import type { Page } from '../../flow/read/page.ts';
import { Banner } from '../parts/banner.tsx';
import { Empty } from '../parts/empty.tsx';
import { InboxAsk } from '../parts/inbox-ask.tsx';
import { Layout } from '../parts/layout.tsx';
import { PageHead } from '../parts/page-head.tsx';
import type { Ui } from '../ui.ts';

type ApprovalsProps = {
  ui: Ui;
  whose: 'mine' | 'others';
  page: Page<InboxItem>;
  done: 'approved' | 'rejected' | 'returned' | undefined;
};

/** The inbox: what waits for the viewer, and on another tab what waits for others. */
export function ApprovalsPage({ ui, whose, page, done }: ApprovalsProps) {
  const texts = ui.texts.inbox;
  const { mine, others } = texts.empty;
  const empty = whose === 'mine' ? mine : others;
  return (
    <Layout ui={ui} title={texts.title} current="approvals">
      {done === undefined ? null : (
        <Banner kind="done">
          <p>{ui.texts.approval.done[done]}</p>
        </Banner>
      )}
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
        <a href="/approvals?whose=others" aria-current={whose === 'others' ? 'page' : undefined}>
          {texts.others}
        </a>
      </nav>
      {page.items.length === 0 ? (
        <Empty title={empty.title} text={empty.text} />
      ) : (
        <div class="asks">
          {page.items.map((item) => (
            <InboxAsk ui={ui} item={item} isMine={whose === 'mine'} />
          ))}
        </div>
      )}
      {page.next === null ? null : (
        <p class="pager">
          <a href={`/approvals?whose=${whose}&after=${page.next}`}>{texts.next}</a>
        </p>
      )}
    </Layout>
  );
}
