/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { Creditable } from '../../../flow/credit/read-creditable.ts';
import { moneyText } from '../../format/money-text.ts';
import { REASON_MAX_CHARS } from '../../parts/decision-form.tsx';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextArea } from '../../parts/form/text-area.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';
import { CreditLines } from './credit-lines.tsx';

type CreditPageProps = {
  ui: Ui;
  creditable: Creditable;
  values: FormValues;
  error?: AppError | undefined;
  fields: Readonly<Record<string, string>>;
};

/** The form that makes a credit note of an invoice: all that is left of it, or quantities of its lines. */
export function CreditPage({ ui, creditable, values, error, fields }: CreditPageProps) {
  const { document } = creditable;
  const texts = ui.texts.credit;
  const name = document.number ?? ui.texts.invoice.draft;
  const total = moneyText(document.totals.payable, document.currency, ui.locale);
  return (
    <Layout ui={ui} title={texts.title(name)} current="board">
      <PageHead
        title={texts.title(name)}
        lead={texts.lead(document.buyer.name, total)}
        crumb={{ href: `/invoices/${document.id}`, label: name }}
      />
      <form class="form stack" method="post" action={`/invoices/${document.id}/credit`}>
        <FormErrors ui={ui} error={error} fields={fields} labels={{ reason: ui.texts.form.reason }} />
        <CreditLines ui={ui} creditable={creditable} values={values} fields={fields} />
        <TextArea
          ui={ui}
          name="reason"
          label={ui.texts.form.reason}
          help={texts.reasonHelp}
          value={values['reason']}
          error={fields['reason']}
          isRequired
          maxlength={REASON_MAX_CHARS}
        />
        <SubmitRow ui={ui} label={texts.submit} cancelHref={`/invoices/${document.id}`} />
      </form>
    </Layout>
  );
}
