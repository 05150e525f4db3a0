/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AuditState } from '../../../flow/audit/get-audit-state.ts';
import type { AuditView } from '../../../flow/read/list-audit.ts';
import type { Page } from '../../../flow/read/page.ts';
import { AuditEntry } from '../../parts/audit/audit-entry.tsx';
import { AuditExport } from '../../parts/audit/audit-export.tsx';
import { AuditFilter } from '../../parts/audit/audit-filter.tsx';
import { AuditSeal } from '../../parts/audit/audit-seal.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { AskedAudit } from '../../read/audit-filters.ts';
import type { Ui } from '../../ui.ts';

const ZONE = 'UTC';

type AuditPageProps = {
  ui: Ui;
  asked: AskedAudit;
  entries: Page<AuditView>;
  isFirstPage: boolean;
  /** Null for those who may see some legal entities only: the chain is one for the organization. */
  state: AuditState | null;
};

/** The audit trail: search, entries with their place in the chain, how it is sealed and signed, export. */
export function AuditPage({ ui, asked, entries, isFirstPage, state }: AuditPageProps) {
  const texts = ui.texts.audit;
  const query = new URLSearchParams(asked).toString();
  return (
    <Layout ui={ui} title={texts.title} current="audit">
      <PageHead title={texts.title} lead={texts.lead} />
      <AuditFilter ui={ui} asked={asked} />
      <div id="entries" class="stack">
        {entries.items.length === 0 ? (
          <Empty title={texts.emptyTitle} text={texts.empty} />
        ) : (
          <section class="block" aria-labelledby="title-entries">
            <h2 id="title-entries">{texts.entries}</h2>
            <ol class="history">
              {entries.items.map((entry) => (
                <AuditEntry ui={ui} entry={entry} zone={ZONE} />
              ))}
            </ol>
          </section>
        )}
        <p class="pager">
          {isFirstPage ? null : <a href={`/audit?${query}`}>{texts.newest}</a>}
          {entries.next === null ? null : (
            <a href={`/audit?${query === '' ? '' : `${query}&`}before=${entries.next}`}>{texts.older}</a>
          )}
        </p>
        <p class="meta">{ui.texts.layout.timesIn(ZONE)}</p>
      </div>
      {state === null ? null : (
        <>
          <AuditSeal ui={ui} state={state} />
          <AuditExport ui={ui} asked={asked} />
        </>
      )}
    </Layout>
  );
}
