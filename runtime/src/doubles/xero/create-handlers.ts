import type { JsonObject } from '../../core/json.ts';
import type { DoubleCall, DoubleHandler, DoubleResponse } from '../shared/double-types.ts';
import { answerSave, listOf, type SaveContext } from './answer-save.ts';
import { pageOf, textOf, unitDecimalsOf } from './call-query.ts';
import { createCreditNoteHandlers } from './credit-note-handlers.ts';
import { readWhere } from './read-where.ts';
import { saveContact } from './save-contact.ts';
import { saveInvoice } from './save-invoice.ts';
import { saveItem } from './save-item.ts';
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
      const invoiceId = readWhere(textOf(call, 'where'), 'Invoice.InvoiceID');
      if (invoiceId === undefined)
        return XERO_ERRORS.invalid(['The double reads Invoice.InvoiceID==guid("…") only.']);
      const shown = pageOf(call, store.paymentsOf(invoiceId)).map((payment) => paymentToApi(store, payment));
      return listOf('Payments', shown, nowMs());
    },
    getPayment(call) {
      const found = store.payments().find(({ paymentId }) => paymentId === call.params['PaymentID']);
      return one('Payments', found && paymentToApi(store, found));
    },
  };
}
