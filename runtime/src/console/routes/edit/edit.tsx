/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { z } from 'zod';
import { AppError } from '../../../core/app-error.ts';
import { InvoiceChanges } from '../../../core/billing/edits/invoice-changes.ts';
import { editInvoice } from '../../../flow/bill/edit-invoice.ts';
import { type Editable, readEditable } from '../../../flow/bill/read-editable.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { EditPage } from '../../pages/edit/edit-page.tsx';
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

/** Saves the edits and goes back to the invoice; a refusal shows the form again with what was typed. */
export async function saveEdit(c: ConsoleContext, parts: Console, invoiceId: string): Promise<Response> {
  const { values } = await readForm(c);
  const editable = await readEditable({ ctx: viewerOf(c), input: { invoiceId } });
  const changes = readEditForm(editable, values);
  if (Object.keys(changes).length === 0) return c.redirect(`/invoices/${invoiceId}?done=unedited`, 303);
  const input = EditForm.safeParse({ ...values, changes });
  const nameOf = nameIn(changes);
  if (!input.success) {
    const fields = fieldErrors(input.error, values, uiOf(c, parts).texts, nameOf);
    return showEdit(c, parts, invoiceId, { values, fields });
  }
  try {
    const { isApprovalKept } = await editInvoice({ ctx: viewerOf(c), input: { invoiceId, ...input.data } });
    return c.redirect(`/invoices/${invoiceId}?done=${isApprovalKept ? 'edit_kept' : 'edited'}`, 303);
  } catch (error) {
    if (!(error instanceof AppError) || !isShown(error)) throw error;
    const fields = error.code === 'invoice.edit_refused' ? refusedFields(error, uiOf(c, parts), nameOf) : {};
    return showEdit(c, parts, invoiceId, { values, error, fields });
  }
}

const isShown = ({ code }: AppError): boolean =>
  code.startsWith('billing.') || code === 'invoice.edit_refused' || code === 'invoice.revision_conflict';

/** The control of a place of the verb's input: lines go by their place among the changes there, by position in the form. */
function nameIn(changes: Record<string, unknown>): (path: readonly PropertyKey[]) => string {
  const lines = (changes['lines'] ?? []) as NonNullable<Editable['document']['lines']>;
  return (path) => {
    const [first, second, place, member] = path;
    if (first !== 'changes') return String(first ?? '');
    if (second !== 'lines') return String(second ?? '');
    return `lines.${lines[Number(place)]?.position ?? ''}.${String(member ?? 'quantity')}`;
  };
}
