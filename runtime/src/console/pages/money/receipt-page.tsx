/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { ReceiptView } from '../../../flow/read/read-receipt.ts';
import { dateText } from '../../format/date-text.ts';
import { moneyText } from '../../format/money-text.ts';
import { Banner } from '../../parts/banner.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';
import { ReceiptArrival } from './receipt-arrival.tsx';
import { ReceiptChoice } from './receipt-choice.tsx';

/** What can just have been done on the page of a receipt. */
export const RECEIPT_DONE = ['entered', 'awaited', 'applied', 'settled', 'failed'] as const;
type ReceiptDone = (typeof RECEIPT_DONE)[number];

/** What the page of a receipt shows. */
export type ReceiptPageProps = {
  ui: Ui;
  receipt: ReceiptView;
  mayApply: boolean;
  /** What was typed so far. */
  values: FormValues;
  /** Today in the zone of the legal entity. */
  today: string;
  done?: ReceiptDone | undefined;
  error?: AppError | undefined;
  /** Why a word on what became of it was not taken. */
  refusal?: AppError | undefined;
  fields: Readonly<Record<string, string>>;
};

/** A receipt: what of it is on which invoice, what is left, and the form that applies it. */
export function ReceiptPage(props: ReceiptPageProps) {
  const { ui, receipt, done, refusal } = props;
  const { payment, customerName } = receipt;
  const texts = ui.texts.receipts;
  const amount = (text: string): string => moneyText(text, payment.currency, ui.locale);
  const title = texts.one(amount(payment.amount));
  const isAwaited = payment.state === 'processing' || payment.state === 'failed';
  const lead = isAwaited ? texts.ordered : texts.from;
  return (
    <Layout ui={ui} title={title} current="aging">
      <div class="stack">
        {done === undefined ? null : (
          <Banner kind="done">
            <p>{texts.done[done](amount(payment.unapplied))}</p>
          </Banner>
        )}
        {refusal === undefined ? null : <Refusal ui={ui} error={refusal} />}
        <PageHead
          title={title}
          lead={lead(customerName ?? texts.nobody, dateText(payment.receivedOn, ui.locale))}
          crumb={{ href: '/aging', label: texts.back }}
        />
        {isAwaited ? <ReceiptArrival {...props} /> : <Settling {...props} />}
      </div>
    </Layout>
  );
}

function Settling(props: ReceiptPageProps) {
  const { ui, receipt } = props;
  const { payment } = receipt;
  const texts = ui.texts.receipts;
  const amount = (text: string): string => moneyText(text, payment.currency, ui.locale);
  return (
    <>
      <section class="block" aria-labelledby="title-receipt">
        <h2 id="title-receipt">{texts.applied}</h2>
        <dl class="pairs">
          <div>
            <dt>{texts.facts.amount}</dt>
            <dd>{amount(payment.amount)}</dd>
          </div>
          <div>
            <dt>{texts.facts.unapplied}</dt>
            <dd>{amount(payment.unapplied)}</dd>
          </div>
          {payment.reference === null ? null : (
            <div>
              <dt>{texts.facts.reference}</dt>
              <dd>{payment.reference}</dd>
            </div>
          )}
        </dl>
        <Applied {...props} />
      </section>
      <ReceiptChoice {...props} />
    </>
  );
}

function Applied({ ui, receipt }: ReceiptPageProps) {
  const { payment, numbers } = receipt;
  const texts = ui.texts.receipts;
  if (payment.allocations.length === 0) return <p class="hint">{texts.appliedNone}</p>;
  return (
    <table class="grid grid-cards">
      <thead>
        <tr>
          <th scope="col">{texts.columns.invoice}</th>
          <th scope="col" class="number">
            {texts.columns.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {payment.allocations.map((entry) => (
          <tr>
            <th scope="row">
              {entry.invoiceId === null ? (
                texts.refunded
              ) : (
                <a href={`/invoices/${entry.invoiceId}/money`}>
                  {numbers.get(entry.invoiceId) ?? entry.invoiceId}
                </a>
              )}
              {entry.deduction === null ? null : (
                <span class="under">{ui.texts.money.deductions[entry.deduction]}</span>
              )}
            </th>
            <td class="number" data-label={texts.columns.amount}>
              {moneyText(entry.amount, payment.currency, ui.locale)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
