/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ExplainedInvoice } from '../../../flow/rules/explain-invoice.ts';
import type { Askable } from '../../../flow/rules/list-askable.ts';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { ExplainedRules } from '../../parts/rules/explained-rules.tsx';
import type { Ui } from '../../ui.ts';

type ExplainProps = { ui: Ui; explained: ExplainedInvoice; people: Askable };

/** How a version routes one invoice: every rule clause by clause, with the actual values. */
export function ExplainPage({ ui, explained, people }: ExplainProps) {
  const { version, invoice } = explained;
  const texts = ui.texts.rules;
  const title = texts.explain.title(invoice.number ?? texts.simulation.draft);
  return (
    <Layout ui={ui} title={title} current="rules">
      <PageHead
        title={title}
        lead={texts.explain.lead}
        crumb={{ href: `/rules/${version.id}`, label: texts.version(String(version.version)) }}
      >
        <a class="button" href={`/invoices/${invoice.id}`}>
          {texts.explain.invoiceOf(invoice.customer)}
        </a>
      </PageHead>
      <div class="stack">
        <ExplainedRules ui={ui} explained={explained} people={people} />
      </div>
    </Layout>
  );
}
