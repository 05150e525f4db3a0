/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { todayIn } from '../../../core/civil-date.ts';
import { authorise } from '../../../flow/context.ts';
import { listEntities } from '../../../flow/read/list-entities.ts';
import { listCustomers } from '../../../flow/read/read-customers.ts';
import { RecordPaymentInput, recordPayment } from '../../../flow/settle/record-payment.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { NewReceiptPage } from '../../pages/money/new-receipt-page.tsx';
import { fieldErrors, refusedFields } from '../../read/field-errors.ts';
import { type FormValues, readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

/** Customers that one list offers; who is not among them is searched for. */
const CUSTOMERS_MAX = 100;

type Shown = { values?: FormValues; error?: AppError; fields?: Record<string, string> };

/** Answers with the form for money of a customer that names no invoice. */
export async function showNewReceipt(
  c: ConsoleContext,
  parts: Console,
  shown: Shown = {},
): Promise<Response> {
  const ctx = viewerOf(c);
  authorise(ctx, 'record_payment');
  const { error, fields = {} } = shown;
  const query = (shown.values?.['query'] ?? c.req.query('query') ?? '').trim();
  const entities = await listEntities({ ctx });
  const { items } = await listCustomers({
    ctx,
    input: { limit: CUSTOMERS_MAX, ...(query === '' ? {} : { query }) },
  });
  const [entity] = entities;
  const fresh = {
    externalId: `console-${ctx.deps.ids.next('request')}`,
    entityId: entity?.id,
    currency: entity?.currency,
    receivedOn: todayIn(entity?.timeZone ?? 'UTC', ctx.deps.clock.now()),
  };
  const page = (
    <NewReceiptPage
      ui={uiOf(c, parts, '/receipts/new')}
      customers={items.map(({ id, customer }) => ({ id, name: customer.name }))}
      entities={entities}
      query={query}
      values={shown.values ?? fresh}
      error={error}
      fields={fields}
    />
  );
  const isRefused = Object.keys(fields).length > 0;
  return answerPage(c, page, isRefused ? 422 : error === undefined ? 200 : statusOf(error));
}

/** Enters the money and leads to the choice of its invoices; sent twice from one page it is entered once. */
export async function enterReceipt(c: ConsoleContext, parts: Console): Promise<Response> {
  const { values } = await readForm(c);
  const { query: _search, reference = '', currency = '', ...typed } = values;
  const input = RecordPaymentInput.safeParse({
    ...typed,
    currency: currency.trim().toUpperCase(),
    ...(reference.trim() === '' ? {} : { reference }),
  });
  const ui = uiOf(c, parts, '/receipts/new');
  if (!input.success) {
    return showNewReceipt(c, parts, { values, fields: fieldErrors(input.error, values, ui.texts) });
  }
  try {
    const { payment } = await recordPayment({ ctx: viewerOf(c), input: input.data });
    const done = payment.state === 'processing' ? 'awaited' : 'entered';
    return c.redirect(`/receipts/${payment.id}?done=${done}`, 303);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const fields = refusedFields(error, ui);
    const { amountWrong, restTooEarly } = ui.texts.receipts;
    if ('amount' in fields) fields['amount'] = amountWrong;
    if ('rest' in fields) fields['rest'] = restTooEarly;
    const isOfFields = Object.keys(fields).length > 0;
    return showNewReceipt(c, parts, { values, fields, ...(isOfFields ? {} : { error }) });
  }
}
