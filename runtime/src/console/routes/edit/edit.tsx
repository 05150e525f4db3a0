/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { z } from 'zod';
import { AppError } from '../../../core/app-error.ts';
import { InvoiceChanges } from '../../../core/billing/edits/invoice-changes.ts';
import { editInvoice } from '../../../flow/bill/edit-invoice.ts';
import { readEditable } from '../../../flow/bill/read-editable.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { EditPage } from '../../pages/edit/edit-page.tsx';
import { ADDED_ROWS, addedRows } from '../../read/added-rows.ts';
import { readEditForm } from '../../read/edit-form.ts';
import { fieldErrors, refusedFields } from '../../read/field-errors.ts';
import { type FormValues, readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

const EditForm = z.object({
  revision: z.coerce.number().int().min(1),
  reason: z.string().trim().min(1).max(1000),
  changes: InvoiceChanges,
});

type Shown = { values: FormValues; error?: AppError; fields?: Record<string, string> };

/** Answers with the form that edits an invoice; throws `invoice.not_found` and `invoice.transition_refused`. */
export async function showEdit(
  c: ConsoleContext,
  parts: Console,
  invoiceId: string,
  { values, error, fields = {} }: Shown = { values: {} },
): Promise<Response> {
  const editable = await readEditable({ ctx: viewerOf(c), input: { invoiceId } });
  const isWrong = Object.keys(fields).length > 0;
  return answerPage(
    c,
    <EditPage
      ui={uiOf(c, parts, `/invoices/${invoiceId}/edit`)}
      editable={editable}
      values={values}
      error={isWrong ? undefined : error}
      fields={fields}
    />,
    error === undefined ? (isWrong ? 422 : 200) : statusOf(error),
  );
}

/**
 * Saves the edits and goes back to the invoice; a refusal shows the form again with what was typed. The button that wants
 * another row for a new line shows it again too, and saves nothing.
 */
export async function saveEdit(c: ConsoleContext, parts: Console, invoiceId: string): Promise<Response> {
  const { values } = await readForm(c);
  if (values['do'] === 'add-line') {
    return showEdit(c, parts, invoiceId, {
      values: { ...values, [ADDED_ROWS]: String(addedRows(values) + 1) },
    });
  }
  const editable = await readEditable({ ctx: viewerOf(c), input: { invoiceId } });
  const { changes, nameOf } = readEditForm(editable, values);
  if (Object.keys(changes).length === 0) return c.redirect(`/invoices/${invoiceId}?done=unedited`, 303);
  const input = EditForm.safeParse({ ...values, changes });
  if (!input.success) {
    const fields = fieldErrors(input.error, values, uiOf(c, parts).texts, nameOf);
    return showEdit(c, parts, invoiceId, { values, fields });
  }
  try {
    const { isApprovalKept } = await editInvoice({ ctx: viewerOf(c), input: { invoiceId, ...input.data } });
    return c.redirect(`/invoices/${invoiceId}?done=${isApprovalKept ? 'edit_kept' : 'edited'}`, 303);
  } catch (error) {
    if (!(error instanceof AppError) || !isShown(error)) throw error;
    const isPlaced = error.errors.some(({ pointer }) => pointer.startsWith('/changes/'));
    const fields = isPlaced ? refusedFields(error, uiOf(c, parts), nameOf) : {};
    return showEdit(c, parts, invoiceId, { values, error, fields });
  }
}

const isShown = ({ code }: AppError): boolean =>
  code.startsWith('billing.') || code === 'invoice.edit_refused' || code === 'invoice.revision_conflict';
