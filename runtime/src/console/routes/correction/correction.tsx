/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import type { JsonDifference } from '../../../core/json-differences.ts';
import { correctInvoice } from '../../../flow/correct/correct-invoice.ts';
import { CorrectInvoiceInput } from '../../../flow/correct/make-version.ts';
import { previewCorrection } from '../../../flow/correct/preview-correction.ts';
import { getInvoice } from '../../../flow/read/get-invoice.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { CorrectionPage } from '../../pages/correction/correction-page.tsx';
import { correctionFieldOf, correctionValues, readCorrection } from '../../read/correction-form.ts';
import { fieldErrors, refusedFields } from '../../read/field-errors.ts';
import { type FormValues, readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

type Shown = {
  values?: FormValues;
  error?: AppError;
  fields?: Record<string, string>;
  differences?: readonly JsonDifference[];
};

/** Answers with the form that corrects whom an invoice is addressed to; throws `invoice.not_found`. */
export async function showCorrection(
  c: ConsoleContext,
  parts: Console,
  invoiceId: string,
  { values, error, fields = {}, differences }: Shown = {},
): Promise<Response> {
  const { document, version } = await getInvoice({ ctx: viewerOf(c), input: { invoiceId } });
  const isWrong = Object.keys(fields).length > 0;
  return answerPage(
    c,
    <CorrectionPage
      ui={uiOf(c, parts, `/invoices/${invoiceId}/correction`)}
      document={document}
      values={values ?? correctionValues(document, version)}
      error={isWrong ? undefined : error}
      fields={fields}
      differences={differences}
    />,
    error === undefined ? (isWrong ? 422 : 200) : statusOf(error),
  );
}

/** Shows what a correction would change, or makes it and goes to the invoice; a refusal shows the form with what was typed. */
export async function saveCorrection(
  c: ConsoleContext,
  parts: Console,
  invoiceId: string,
): Promise<Response> {
  const { values } = await readForm(c);
  const ctx = viewerOf(c);
  const ui = uiOf(c, parts);
  const asked = readCorrection(values);
  const nameOf = correctionFieldOf(asked.lineOf);
  const input = CorrectInvoiceInput.safeParse(asked.input);
  if (!input.success) {
    const fields = fieldErrors(input.error, values, ui.texts, nameOf);
    return showCorrection(c, parts, invoiceId, { values, fields });
  }
  try {
    if (values['intent'] === 'save') {
      const ran = await correctInvoice({ ctx, input: { invoiceId, ...input.data } });
      if (ran.state === 'held') return c.redirect(`/invoices/${invoiceId}?done=held`, 303);
      if (ran.isNew) return c.redirect(`/invoices/${invoiceId}?done=corrected`, 303);
    }
    const differences = await previewCorrection({ ctx, input: { invoiceId, ...input.data } });
    return showCorrection(c, parts, invoiceId, { values, differences });
  } catch (error) {
    const isOurs =
      error instanceof AppError && !error.code.startsWith('auth.') && error.code !== 'invoice.not_found';
    if (!isOurs) throw error;
    const fields = error.errors.length === 0 ? {} : refusedFields(error, ui, nameOf);
    return showCorrection(c, parts, invoiceId, { values, error, fields });
  }
}
