/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { InvoiceDocument } from '../../../core/invoice/document.ts';
import type { JsonDifference } from '../../../core/json-differences.ts';
import { REASON_MAX_CHARS } from '../../parts/decision-form.tsx';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextArea } from '../../parts/form/text-area.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';
import { CorrectionBuyer } from './correction-buyer.tsx';
import { CorrectionChanges } from './correction-changes.tsx';
import { CorrectionRecipients } from './correction-recipients.tsx';

/** What every part of the form takes. */
export type CorrectionPartProps = {
  ui: Ui;
  document: InvoiceDocument;
  values: FormValues;
  fields: Readonly<Record<string, string>>;
};

type CorrectionPageProps = CorrectionPartProps & {
  error?: AppError | undefined;
  /** What the form would change; undefined before it was asked. */
  differences?: readonly JsonDifference[] | undefined;
};

/** The form that corrects whom an issued invoice is addressed to: first it shows what changes, then it makes the version. */
export function CorrectionPage({ error, differences, ...part }: CorrectionPageProps) {
  const { ui, document, values, fields } = part;
  const texts = ui.texts.correction;
  const name = document.number ?? ui.texts.invoice.draft;
  const isPreviewed = differences !== undefined && differences.length > 0;
  return (
    <Layout ui={ui} title={texts.title(name)} current="board">
      <PageHead
        title={texts.title(name)}
        lead={texts.lead}
        crumb={{ href: `/invoices/${document.id}`, label: name }}
      />
      <form
        class="form stack"
        id="correction"
        method="post"
        action={`/invoices/${document.id}/correction#title-changes`}
      >
        <FormErrors ui={ui} error={error} fields={fields} labels={{ reason: ui.texts.form.reason }} />
        <input type="hidden" name="version" value={values['version']} />
        <CorrectionBuyer {...part} />
        <CorrectionRecipients {...part} />
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
        <p class="hint">{texts.elsewhere}</p>
        {differences === undefined ? null : <CorrectionChanges ui={ui} differences={differences} />}
        <SubmitRow ui={ui} label={texts.preview} cancelHref={`/invoices/${document.id}`} />
        {/* Last, so that the Enter key shows what changes and never makes the version. */}
        {isPreviewed ? (
          <div class="form-actions">
            <button class="button button-main" type="submit" name="intent" value="save">
              {texts.confirm}
            </button>
          </div>
        ) : null}
      </form>
    </Layout>
  );
}
