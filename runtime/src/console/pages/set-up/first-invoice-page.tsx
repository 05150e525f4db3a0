/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { WonDeal } from '../../../flow/setup/list-won-deals.ts';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Texts } from '../../texts/en.ts';
import type { Ui } from '../../ui.ts';
import { SampleDeal, type SampleDealProps } from './sample-deal.tsx';

type FirstInvoiceProps = {
  ui: Ui;
  deals: readonly WonDeal[];
  /** Null where a CRM is connected: its deals are the real ones. */
  sample: Omit<SampleDealProps, 'ui' | 'fields'> | null;
  error?: AppError | undefined;
  fields: Readonly<Record<string, string>>;
};

/** Drafts the first invoice, from a won deal that arrived or from a sample deal. */
export function FirstInvoicePage({ ui, deals, sample, error, fields }: FirstInvoiceProps) {
  const { title, invoice: texts } = ui.texts.setUp;
  return (
    <Layout ui={ui} title={texts.title} current="setUp">
      <div class="narrow stack">
        <PageHead title={texts.title} lead={texts.lead} crumb={{ href: '/set-up', label: title }} />
        <FormErrors ui={ui} error={error} fields={fields} labels={sampleLabels(ui.texts.setUp.invoice)} />
        <section class="block" aria-labelledby="title-deals">
          <h2 id="title-deals">{texts.dealsTitle}</h2>
          {deals.length === 0 ? <p class="muted">{texts.dealsNone}</p> : null}
          <ul class="plain todo">
            {deals.map((deal) => (
              <li class="todo-item">
                <span class="tag">{deal.currency}</span>
                <span>{deal.title}</span>
                {deal.invoiceId === null ? (
                  <form method="post" action={`/set-up/invoice/deals/${deal.id}`}>
                    <button class="button" type="submit">
                      {texts.draft}
                    </button>
                  </form>
                ) : (
                  <a class="button" href={`/invoices/${deal.invoiceId}`}>
                    {texts.invoiced}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </section>
        {sample === null ? null : <SampleDeal ui={ui} fields={fields} {...sample} />}
      </div>
    </Layout>
  );
}

const sampleLabels = (texts: Texts['setUp']['invoice']) => ({
  ...texts,
  customerName: texts.customer,
  productId: texts.product,
  entityId: texts.entity,
});
