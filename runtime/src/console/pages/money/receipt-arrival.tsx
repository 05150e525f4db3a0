/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { dateText } from '../../format/date-text.ts';
import { REASON_MAX_CHARS } from '../../parts/decision-form.tsx';
import { ConfirmButton } from '../../parts/form/confirm-button.tsx';
import { TextArea } from '../../parts/form/text-area.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import type { ReceiptPageProps } from './receipt-page.tsx';

/** Money that is not in: since when it is on its way or why it never came, and the word on what became of it. */
export function ReceiptArrival({ ui, receipt, mayApply, today }: ReceiptPageProps) {
  const { payment, namedInvoiceId } = receipt;
  const texts = ui.texts.receipts.arrival;
  const isFailed = payment.state === 'failed';
  const act = isFailed ? texts.after : texts.settle;
  return (
    <section class="block" aria-labelledby="title-arrival">
      <h2 id="title-arrival">{texts.titles[isFailed ? 'failed' : 'processing']}</h2>
      <p class="hint">
        {isFailed
          ? texts.failed(payment.failureReason)
          : texts.processing(dateText(payment.receivedOn, ui.locale))}
      </p>
      <dl class="pairs">
        {payment.invoiceNumber === null ? null : (
          <div>
            <dt>{ui.texts.receipts.columns.invoice}</dt>
            <dd>
              {namedInvoiceId === null ? (
                payment.invoiceNumber
              ) : (
                <a href={`/invoices/${namedInvoiceId}/money`}>{payment.invoiceNumber}</a>
              )}
            </dd>
          </div>
        )}
        {payment.reference === null ? null : (
          <div>
            <dt>{ui.texts.receipts.facts.reference}</dt>
            <dd>{payment.reference}</dd>
          </div>
        )}
      </dl>
      {mayApply ? (
        <div class="actions invoice-actions">
          <ConfirmButton
            ui={ui}
            id="receipt-settle"
            {...act}
            action={`/receipts/${payment.id}/settle`}
            tone={isFailed ? 'plain' : 'main'}
          >
            <TextField
              ui={ui}
              name="receivedOn"
              label={ui.texts.receipts.receivedOn}
              type="date"
              value={today}
              isRequired
            />
          </ConfirmButton>
          {isFailed ? null : (
            <ConfirmButton
              ui={ui}
              id="receipt-fail"
              {...texts.fail}
              action={`/receipts/${payment.id}/fail`}
              tone="danger"
            >
              <TextArea
                ui={ui}
                name="reason"
                label={ui.texts.form.reason}
                help={ui.texts.form.reasonHelp}
                isRequired
                maxlength={REASON_MAX_CHARS}
              />
            </ConfirmButton>
          )}
        </div>
      ) : null}
    </section>
  );
}
