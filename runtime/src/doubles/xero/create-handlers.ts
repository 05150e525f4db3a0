import type { JsonObject } from '../../core/json.ts';
import type { DoubleCall, DoubleHandler, DoubleResponse } from '../shared/double-types.ts';
import { answerSave, listOf, type SaveContext } from './answer-save.ts';
import { pageOf, textOf, unitDecimalsOf } from './call-query.ts';
import { createCreditNoteHandlers } from './credit-note-handlers.ts';
import { readWhere } from './read-where.ts';
import { refundToApi } from './refund-to-api.ts';
import { saveContact } from './save-contact.ts';
import { saveInvoice } from './save-invoice.ts';
import { saveItem } from './save-item.ts';
import { saveRefund } from './save-refund.ts';
import { contactToApi, invoiceToApi, itemToApi, paymentToApi } from './to-api.ts';
import { XERO_ERRORS } from './xero-errors.ts';
import type { XeroOrganisation } from './xero-organisation.ts';

type HandlerContext = SaveContext & { organisation: XeroOrganisation };

/** The double's operations, by the contract's operationId. */
export function createHandlers(context: HandlerContext): Record<string, DoubleHandler> {
  const { store, organisation, nowMs } = context;
  const one = (list: string, record: JsonObject | undefined): DoubleResponse =>
    record === undefined ? XERO_ERRORS.notFound() : listOf(list, [record], nowMs());
  const contacts = (isUpdate: boolean) => (call: DoubleCall) =>
    answerSave(context, call, 'Contacts', (record) =>
      saveContact(store, record, { isUpdate, atMs: nowMs() }),
    );
  const items = (isUpdate: boolean) => (call: DoubleCall) =>
    answerSave(context, call, 'Items', (record) => saveItem(store, record, { isUpdate, atMs: nowMs() }));
  const invoices = (isUpdate: boolean) => (call: DoubleCall) =>
    answerSave(context, call, 'Invoices', (record) =>
      saveInvoice(record, {
        store,
        organisation,
        isUpdate,
        unitDecimals: unitDecimalsOf(call),
        atMs: nowMs(),
      }),
    );
  return {
    ...createCreditNoteHandlers(context),
    getContacts(call) {
      const name = readWhere(textOf(call, 'where'), 'Name');
      if (name === undefined) return XERO_ERRORS.invalid(['The double reads Name=="…" only.']);
      const isEither = textOf(call, 'includeArchived') === 'true';
      const found = store
        .contacts()
        .filter((contact) => contact.name === name && (isEither || contact.status === 'ACTIVE'));
      return listOf('Contacts', pageOf(call, found).map(contactToApi), nowMs());
    },
    getContact(call) {
      const key = call.params['ContactID'];
      const found = store
        .contacts()
        .find((contact) => contact.contactId === key || contact.contactNumber === key);
      return one('Contacts', found && contactToApi(found));
    },
    createContacts: contacts(false),
    updateOrCreateContacts: contacts(true),
    getItem(call) {
      const key = call.params['ItemID'];
      const found = store.items().find(({ itemId, code }) => itemId === key || code === key);
      return one('Items', found && itemToApi(found));
    },
    createItems: items(false),
    updateOrCreateItems: items(true),
    getInvoices(call) {
      const numbers = [call.query['InvoiceNumbers'] ?? []].flat().flatMap((text) => text.split(','));
      const isOurs = textOf(call, 'createdByMyApp') === 'true';
      const found = store
        .invoices()
        .filter((invoice) => numbers.includes(invoice.number) && (!isOurs || invoice.isByApp));
      const shown = pageOf(call, found).map((invoice) => invoiceToApi(store, invoice, unitDecimalsOf(call)));
      return listOf('Invoices', shown, nowMs());
    },
    getInvoice(call) {
      const key = call.params['InvoiceID'];
      const found = store.invoices().find(({ invoiceId, number }) => invoiceId === key || number === key);
      return one('Invoices', found && invoiceToApi(store, found, unitDecimalsOf(call)));
    },
    createInvoices: invoices(false),
    updateOrCreateInvoices: invoices(true),
    getPayments(call) {
      const asked = textOf(call, 'where');
      const invoiceId = readWhere(asked, 'Invoice.InvoiceID');
      const reference = readWhere(asked, 'Reference');
      if (invoiceId === undefined && reference === undefined)
        return XERO_ERRORS.invalid([
          'The double reads Invoice.InvoiceID==guid("…") and Reference=="…" only.',
        ]);
      const found = [
        ...store
          .payments()
          .filter((payment) => payment.invoiceId === invoiceId || payment.reference === reference)
          .map((payment) => paymentToApi(store, payment)),
        ...store
          .refunds()
          .filter((refund) => refund.creditNoteId === invoiceId || refund.reference === reference)
          .map((refund) => refundToApi(store, refund)),
      ];
      return listOf('Payments', pageOf(call, found), nowMs());
    },
    createPayments: (call) =>
      answerSave(context, call, 'Payments', (record) => saveRefund(store, organisation, record, nowMs())),
    getPayment(call) {
      const isAsked = ({ paymentId }: { paymentId: string }) => paymentId === call.params['PaymentID'];
      const payment = store.payments().find(isAsked);
      const refund = store.refunds().find(isAsked);
      return one(
        'Payments',
        payment === undefined ? refund && refundToApi(store, refund) : paymentToApi(store, payment),
      );
    },
  };
}
