/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { InvoiceView } from '../../../flow/read/get-invoice.ts';
import type { InvoiceSettlement } from '../../../flow/read/read-settlement.ts';
import type { InvoiceReminders } from '../../../flow/remind/read-reminders.ts';
import { Banner } from '../../parts/banner.tsx';
import { heldName } from '../../parts/held-command.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { type MoneyAction, moneyActions } from '../../read/money-actions.ts';
import type { Ui } from '../../ui.ts';
import { MoneyAccount } from './money-account.tsx';
import { MoneyBookings } from './money-bookings.tsx';
import { MoneyCollection } from './money-collection.tsx';
import { MoneyDispute } from './money-dispute.tsx';
import { MoneyLedger } from './money-ledger.tsx';
import { MoneyPending } from './money-pending.tsx';
import { MoneyReminders } from './money-reminders.tsx';
import { MoneySplit } from './money-split.tsx';
import { MoneyWriteOff } from './money-write-off.tsx';

/** What the page shows: the invoice, its money, and the id under which one new payment or refund is booked. */
export type MoneyPageData = {
  view: InvoiceView;
  settlement: InvoiceSettlement;
  reminders: InvoiceReminders;
  timeZone: string;
  /** Names what is booked from this very page, so that a form that is sent twice books once. */
  externalId: string;
  /** Today in the zone of the legal entity. */
  today: string;
};

/** What every part of the page is given. */
export type MoneyPartProps = {
  ui: Ui;
  data: MoneyPageData;
  actions: ReadonlySet<MoneyAction>;
};

/** What just happened. */
export type MoneyOutcome = { done?: MoneyAction; error?: AppError };

/** The money of an invoice and everything that can be done with it. */
export function MoneyPage({ ui, data, outcome }: { ui: Ui; data: MoneyPageData; outcome: MoneyOutcome }) {
  const { view, settlement } = data;
  const texts = ui.texts.money;
  const name = view.document.number ?? ui.texts.invoice.draft;
  const part = { ui, data, actions: moneyActions(ui.viewer, view, settlement) };
  return (
    <Layout ui={ui} title={texts.title(name)} current="board">
      <PageHead
        title={texts.title(name)}
        lead={texts.lead(view.document.buyer.name)}
        crumb={{ href: `/invoices/${view.document.id}`, label: name }}
      />
      {outcome.done === undefined ? null : (
        <Banner kind="done">
          <p>{texts.done[outcome.done]}</p>
        </Banner>
      )}
      {outcome.error === undefined ? null : <Refusal ui={ui} error={outcome.error} />}
      <MoneyHeld ui={ui} view={view} />
      <div class="stack">
        <MoneySplit {...part} />
        <MoneyPending {...part} />
        <MoneyLedger {...part} />
        <MoneyAccount {...part} />
        <MoneyCollection {...part} />
        <MoneyReminders {...part} />
        <MoneyDispute {...part} />
        <MoneyWriteOff {...part} />
        <MoneyBookings {...part} />
      </div>
    </Layout>
  );
}

/** The command on the invoice that waits for an approval, where one does. */
function MoneyHeld({ ui, view }: { ui: Ui; view: InvoiceView }) {
  const { document, openRequest } = view;
  const command = openRequest?.command ?? null;
  if (command === null) return null;
  const texts = ui.texts.held;
  return (
    <Banner kind="warning">
      <p>
        {texts.waiting(heldName(ui, command, document.currency))}{' '}
        <a href={`/invoices/${document.id}#title-approval`}>{texts.look}</a>
      </p>
    </Banner>
  );
}
