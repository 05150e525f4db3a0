import { AppError } from '../../../core/app-error.ts';
import type { Connector, Transport } from '../../../flow/ports.ts';
import { createXeroClient } from './client.ts';
import { readContact, writeContact } from './contact-target.ts';
import { findCreditNoteByNumber, readCreditNote, writeCreditNote } from './credit-note-target.ts';
import { describeXeroFields } from './describe-fields.ts';
import { findInvoiceByNumber, readInvoice, writeInvoice } from './invoice-target.ts';
import { readItem, writeItem } from './item-target.ts';
import { parseXeroWebhook } from './parse-webhook.ts';
import { getInvoiceWithPayments, getPayment } from './payment-source.ts';
import { readBalance } from './read-balance.ts';
import { findRefund, readRefund, writeRefund } from './refund-target.ts';
import { createTaxTypes } from './tax-types.ts';
import { verifyXeroWebhook } from './verify-webhook.ts';
import { isVoidObject, readVoid, writeVoid } from './void-target.ts';
import { findWriteOff, readWriteOff, takeWriteOffBack, writeWriteOff } from './write-off-target.ts';

/** One Xero organisation and how we book in it. */
export type XeroConnectorOptions = {
  /** Gives numbers as text (`numbersAsText`); any other makes reads end in target.garbage. */
  transport: Transport;
  /** The organisation whose webhook events are ours; the transport sends it as a header. */
  tenantId: string;
  /** Code of the revenue account that every line goes to. */
  salesAccountCode: string;
  /** Our `<category>:<rate percent>` to Xero's TaxType, such as `S:10` to `OUTPUT2`; one of ours for each of theirs. */
  taxTypes: Record<string, string>;
  /** Code of the account that losses go to; without one no write-off is written. */
  writeOffAccountCode?: string | undefined;
  /** Code of the bank account that refunds leave from; without one no refund is written. */
  refundAccountCode?: string | undefined;
};

const refuseObject = (object: string): AppError =>
  new AppError('record.object_unknown', { detail: `Xero objects of kind ${object} are not handled here.` });

/**
 * Xero as a target for contacts, items, invoices, credit notes, write-offs and what takes these back, for refunds of
 * credit notes, and as a source of payments. Other objects raise
 * record.object_unknown; a table of tax types that cannot be read back raises config.invalid.
 */
export function createXeroConnector(options: XeroConnectorOptions): Connector {
  const { transport, tenantId, salesAccountCode, writeOffAccountCode, refundAccountCode } = options;
  const client = createXeroClient(transport);
  const booking = { salesAccountCode, taxTypes: createTaxTypes(options.taxTypes) };
  return {
    system: 'xero',
    verifyWebhook: verifyXeroWebhook,
    parseWebhook: (body) => parseXeroWebhook(body, tenantId),
    async get(object, externalId) {
      if (object === 'invoice') return getInvoiceWithPayments(client, externalId);
      if (object === 'payment') return getPayment(client, externalId);
      // Nothing is mapped of a credit note: it is told of so that ours is compared with what was written.
      if (object === 'credit_note') return [];
      throw refuseObject(object);
    },
    describeFields: async (object) => describeXeroFields(object),
    async find(object, matchKey) {
      if (object === 'contact') return readContact(client, matchKey);
      if (object === 'item') return readItem(client, matchKey);
      if (object === 'invoice') return findInvoiceByNumber(client, booking, matchKey);
      if (object === 'credit_note') return findCreditNoteByNumber(client, booking, matchKey);
      if (object === 'write_off') return findWriteOff(client, matchKey);
      if (object === 'refund') return findRefund(client, matchKey);
      throw refuseObject(object);
    },
    async read(object, externalId) {
      if (object === 'contact') return readContact(client, externalId);
      if (object === 'item') return readItem(client, externalId);
      if (object === 'invoice') return readInvoice(client, booking, externalId);
      if (object === 'credit_note') return readCreditNote(client, booking, externalId);
      if (object === 'invoice_balance') return readBalance(client, externalId);
      if (object === 'write_off') return readWriteOff(client, externalId);
      if (object === 'write_off_void') return readVoid(client, 'credit_note_void', externalId);
      if (object === 'refund') return readRefund(client, externalId);
      if (isVoidObject(object)) return readVoid(client, object, externalId);
      throw refuseObject(object);
    },
    async write(write) {
      if (write.object === 'contact') return writeContact(client, write);
      if (write.object === 'item') return writeItem(client, write);
      if (write.object === 'invoice') return writeInvoice(client, booking, write);
      if (write.object === 'credit_note') return writeCreditNote(client, booking, write);
      if (write.object === 'write_off') return writeWriteOff(client, writeOffAccountCode, write);
      if (write.object === 'write_off_void') return takeWriteOffBack(client, write);
      if (write.object === 'refund') return writeRefund(client, refundAccountCode, write);
      if (isVoidObject(write.object)) return writeVoid(client, write.object, write);
      throw refuseObject(write.object);
    },
  };
}
