/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { Editable } from '../../../flow/bill/read-editable.ts';
import { moneyText } from '../../format/money-text.ts';
import { Banner } from '../../parts/banner.tsx';
import { REASON_MAX_CHARS } from '../../parts/decision-form.tsx';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextArea } from '../../parts/form/text-area.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';
import { AddLines, addedLabels } from './add-lines.tsx';
import { EditDocument } from './edit-document.tsx';
import { EditLeftOut } from './edit-left-out.tsx';
import { EditLines } from './edit-lines.tsx';

type EditPageProps = {
  ui: Ui;
  editable: Editable;
  values: FormValues;
  error?: AppError | undefined;
  fields: Readonly<Record<string, string>>;
};

/** The form that edits an invoice before its issue. */
export function EditPage({ ui, editable, values, error, fields }: EditPageProps) {
  const { document, revision } = editable;
  const texts = ui.texts.edit;
  const name = document.number ?? ui.texts.invoice.draft;
  const total = moneyText(document.totals.payable, document.currency, ui.locale);
  return (
    <Layout ui={ui} title={texts.title(name)} current="board">
      <PageHead
        title={texts.title(name)}
        lead={texts.lead(document.buyer.name, total)}
        crumb={{ href: `/invoices/${document.id}`, label: name }}
      />
      <form class="form stack" method="post" action={`/invoices/${document.id}/edit`}>
        <input type="hidden" name="revision" value={String(revision)} />
        {/* What Enter in a field presses: the first button of a form. */}
        <button class="default-button" type="submit" tabindex={-1}>
          {texts.submit}
        </button>
        <FormErrors
          ui={ui}
          error={error}
          fields={fields}
          labels={{ ...texts.fields, ...addedLabels(texts, values) }}
        />
        {[...editable.fields, ...editable.leftOut].some(({ isConflict }) => isConflict) ? (
          <Banner kind="refusal">
            <p>{texts.conflicts}</p>
          </Banner>
        ) : null}
        <EditLines ui={ui} editable={editable} values={values} fields={fields} />
        <EditLeftOut ui={ui} editable={editable} values={values} fields={fields} />
        {editable.hasLines ? <AddLines ui={ui} values={values} fields={fields} /> : null}
        <EditDocument ui={ui} editable={editable} values={values} fields={fields} />
        <TextArea
          ui={ui}
          name="reason"
          label={texts.fields.reason}
          help={texts.help.reason}
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
