import { randomBytes } from 'node:crypto';
import type { XeroStore } from './create-xero-store.ts';
import { sendXeroWebhook } from './send-xero-webhook.ts';

/** A change of one invoice, as Xero tells it. */
export type InvoiceWebhook = {
  targetUrl: string;
  invoiceId: string;
  /** Another key, to see a wrong signature refused. */
  signWith?: string;
  eventType?: 'CREATE' | 'UPDATE';
  /** The next free one unless told: give the same twice to deliver twice. */
  sequence?: number;
};

/** A change of one credit note. */
export type CreditNoteWebhook = { targetUrl: string; creditNoteId: string };

/** What a receiver answered to Xero's intent to receive. */
export type IntentToReceive = { rightStatus: number; wrongStatus: number; isActivated: boolean };

/** Sends signed webhooks of one organisation. */
export type WebhookSender = {
  sendInvoiceWebhook(webhook: InvoiceWebhook): Promise<{ status: number }>;
  /** Xero sends these since 2026 to webhooks that are subscribed to them; of all events only they hold data. */
  sendCreditNoteWebhook(webhook: CreditNoteWebhook): Promise<{ status: number }>;
  /** One delivery that is signed rightly and one that is not; active only with 200 and 401 (Xero, webhooks). */
  sendIntentToReceive(intent: { targetUrl: string }): Promise<IntentToReceive>;
};

type SenderOptions = { store: XeroStore; tenantId: string; webhookKey: string; nowMs: () => number };

/** A sender that signs with the app's webhook key. */
export function createWebhookSender({ store, tenantId, webhookKey, nowMs }: SenderOptions): WebhookSender {
  const entropy = (): string => randomBytes(10).toString('hex');
  const eventOf = (list: 'Invoices' | 'CreditNotes', resourceId: string) => ({
    resourceUrl: `https://api.xero.com/api.xro/2.0/${list}/${resourceId}`,
    resourceId,
    tenantId,
    tenantType: 'ORGANISATION',
    eventCategory: list === 'Invoices' ? 'INVOICE' : 'CREDITNOTE',
    eventType: 'UPDATE',
    // Xero gives UTC without a Z.
    eventDateUtc: new Date(nowMs()).toISOString().slice(0, -1),
  });
  return {
    sendInvoiceWebhook: (webhook) =>
      sendXeroWebhook({
        targetUrl: webhook.targetUrl,
        events: [{ ...eventOf('Invoices', webhook.invoiceId), eventType: webhook.eventType ?? 'UPDATE' }],
        firstSequence: webhook.sequence ?? store.takeSequence(),
        entropy: entropy(),
        signWith: webhook.signWith ?? webhookKey,
      }),
    sendCreditNoteWebhook: ({ targetUrl, creditNoteId }) => {
      const status =
        store.creditNotes().find((note) => note.creditNoteId === creditNoteId)?.status ?? 'DELETED';
      return sendXeroWebhook({
        targetUrl,
        events: [{ ...eventOf('CreditNotes', creditNoteId), data: { Type: 'ACCRECCREDIT', Status: status } }],
        firstSequence: store.takeSequence(),
        entropy: entropy(),
        signWith: webhookKey,
      });
    },
    async sendIntentToReceive({ targetUrl }) {
      const delivery = { targetUrl, events: [], firstSequence: 0, entropy: entropy() };
      const right = await sendXeroWebhook({ ...delivery, signWith: webhookKey });
      const wrong = await sendXeroWebhook({ ...delivery, signWith: `not ${webhookKey}` });
      return {
        rightStatus: right.status,
        wrongStatus: wrong.status,
        isActivated: right.status === 200 && wrong.status === 401,
      };
    },
  };
}
