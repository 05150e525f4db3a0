/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { CreditInvoiceInput, creditInvoice } from '../../../flow/credit/credit-invoice.ts';
import { readCreditable } from '../../../flow/credit/read-creditable.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { CreditPage } from '../../pages/credit/credit-page.tsx';
import { fieldErrors, refusedFields } from '../../read/field-errors.ts';
import { type FormValues, readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

type Shown = { values: FormValues; error?: AppError; fields?: Record<string, string> };

/** Answers with the form that credits an invoice; throws `invoice.not_found`. */
export async function showCredit(
  c: ConsoleContext,
  parts: Console,
  invoiceId: string,
  { values, error, fields = {} }: Shown = { values: {} },
): Promise<Response> {
  const creditable = await readCreditable({ ctx: viewerOf(c), input: { invoiceId } });
  const isWrong = Object.keys(fields).length > 0;
  return answerPage(
    c,
    <CreditPage
      ui={uiOf(c, parts, `/invoices/${invoiceId}/credit`)}
      creditable={creditable}
      values={values}
      error={isWrong ? undefined : error}
      fields={fields}
    />,
    error === undefined ? (isWrong ? 422 : 200) : statusOf(error),
  );
}

/** Makes the draft of the credit note and goes to it; a refusal shows the form again with what was typed. */
export async function saveCredit(c: ConsoleContext, parts: Console, invoiceId: string): Promise<Response> {
  const { values } = await readForm(c);
  const asked = askedLines(values);
  const nameOf = ([first, index]: readonly PropertyKey[]): string =>
    first === 'lines' ? `quantity-${asked[Number(index)]?.position ?? ''}` : String(first ?? '');
  const ui = uiOf(c, parts);
  const input = CreditInvoiceInput.safeParse({
    reason: values['reason'] ?? '',
    ...(asked.length === 0 ? {} : { lines: asked }),
  });
  if (!input.success) {
    return showCredit(c, parts, invoiceId, {
      values,
      fields: fieldErrors(input.error, values, ui.texts, nameOf),
    });
  }
  try {
    const { creditNoteId } = await creditInvoice({ ctx: viewerOf(c), input: { invoiceId, ...input.data } });
    return c.redirect(`/invoices/${creditNoteId}?done=credited`, 303);
  } catch (error) {
    const isOurs =
      error instanceof AppError && !error.code.startsWith('auth.') && error.code !== 'invoice.not_found';
    if (!isOurs) throw error;
    const places = error.errors.filter(({ pointer }) => pointer.startsWith('/lines/'));
    const fields = places.length === 0 ? {} : refusedFields(error, ui, nameOf);
    return showCredit(c, parts, invoiceId, { values, error, fields });
  }
}

/** The lines that something was filled in for. */
function askedLines(values: FormValues): { position: number; quantity: string }[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const [, position] = /^quantity-([0-9]{1,4})$/.exec(name) ?? [];
    const quantity = value?.trim() ?? '';
    return position === undefined || quantity === '' ? [] : [{ position: Number(position), quantity }];
  });
}
