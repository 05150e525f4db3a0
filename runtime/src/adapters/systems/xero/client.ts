import { z } from 'zod';
import { AppError } from '../../../core/app-error.ts';
import type { JsonObject, JsonValue } from '../../../core/json.ts';
import type { Transport, TransportRequest } from '../../../flow/ports.ts';
import { XeroContact, XeroCreditNote, XeroInvoice, XeroItem, XeroPayment } from './api-types.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { refuseErrors } from './refuse-errors.ts';

/** Xero's page of a list, and the pages of one invoice's payments after which something must be wrong. */
const PAGE_SIZE = 100;
const PAYMENT_PAGES_MAX = 20;

/** The lists that we write to, with the id of their records. */
const ID_FIELDS = {
  Contacts: 'ContactID',
  Items: 'ItemID',
  Invoices: 'InvoiceID',
  CreditNotes: 'CreditNoteID',
  Payments: 'PaymentID',
} as const;

/** One record to create (PUT) or to update (POST, with its id in it). */
export type XeroSave = {
  list: keyof typeof ID_FIELDS;
  method: 'PUT' | 'POST';
  record: JsonObject;
  operationKey: string;
};

/** A part of a credit note to set off against an invoice. */
export type XeroAllocation = { creditNoteId: string; record: JsonObject; operationKey: string };

/** The lists whose writes take the number of decimals of a unit price. */
const UNIT_PRICED: ReadonlySet<string> = new Set(['Items', 'Invoices', 'CreditNotes']);

/** The calls that the connector makes. Raise `target.*`; target.garbage for a wrong shape. */
export type XeroClient = {
  /** By ContactID or ContactNumber. */
  findContact(idOrNumber: string): Promise<XeroContact | undefined>;
  /** Active or archived, of exactly this name. */
  findContactsByName(name: string): Promise<XeroContact[]>;
  /** By ItemID or Code. */
  findItem(idOrCode: string): Promise<XeroItem | undefined>;
  findInvoice(id: string): Promise<XeroInvoice | undefined>;
  /** Sales invoices of exactly this number, in any status; with `isOurs` only those that our app created. */
  listInvoices(number: string, isOurs?: boolean): Promise<XeroInvoice[]>;
  findCreditNote(id: string): Promise<XeroCreditNote | undefined>;
  /** Credit notes of sales of exactly this number, in any status. */
  listCreditNotes(number: string): Promise<XeroCreditNote[]>;
  /** Every payment of an invoice, deleted ones included, oldest id first. */
  listPayments(invoiceId: string): Promise<XeroPayment[]>;
  /** Raises record.not_found. */
  getPayment(id: string): Promise<XeroPayment>;
  /** Refunds of credit notes of sales under exactly this reference, deleted ones included. */
  listRefunds(reference: string): Promise<XeroPayment[]>;
  /** A payment by its id. */
  findPayment(id: string): Promise<XeroPayment | undefined>;
  /** Writes one record and returns its id; raises target.refused with Xero's reasons. */
  save(save: XeroSave): Promise<string>;
  /** Sets a part of a credit note off against an invoice; raises target.refused with Xero's reasons. */
  allocate(allocation: XeroAllocation): Promise<void>;
  /** Takes a part of a credit note off its invoice again; one that is gone is left so. */
  removeAllocation(creditNoteId: string, allocationId: string): Promise<void>;
};

/** Wraps a transport that gives numbers as text with Xero's paths and shapes. */
export function createXeroClient(transport: Transport): XeroClient {
  const call = async (request: Omit<TransportRequest, 'limitClass'>): Promise<JsonValue> =>
    (await transport.request({ ...request, limitClass: 'general' })).body;
  const list = async <Schema extends z.ZodType>(
    schema: Schema,
    name: string,
    path: string,
    query: Record<string, string> = {},
  ): Promise<z.output<Schema>[]> => {
    const body = await call({ method: 'GET', path, query });
    const records = z.looseObject({ [name]: z.array(z.unknown()) }).safeParse(body).data?.[name];
    const parsed = z.array(schema).safeParse(records);
    if (parsed.success) return parsed.data;
    const pointers = parsed.error.issues.map((issue) => `/${issue.path.join('/')}`).slice(0, 5);
    throw garbage(path, pointers);
  };
  const findOne = async <Schema extends z.ZodType>(
    schema: Schema,
    name: string,
    path: string,
    query: Record<string, string> = {},
  ): Promise<z.output<Schema> | undefined> => {
    try {
      return (await list(schema, name, path, query))[0];
    } catch (error) {
      if (error instanceof AppError && error.code === 'record.not_found') return undefined;
      throw error;
    }
  };
  const saveOne = async (
    name: string,
    request: Pick<TransportRequest, 'method' | 'path'> & { body: JsonObject },
    operationKey: string,
    query: Record<string, string> = {},
  ): Promise<unknown> => {
    const body = await call({
      ...request,
      query: { summarizeErrors: 'false', ...query },
      headers: { 'Idempotency-Key': idempotencyKey(operationKey, request) },
    });
    const [saved] =
      z.looseObject({ [name]: z.array(z.unknown()).length(1) }).safeParse(body).data?.[name] ?? [];
    refuseErrors(saved);
    return saved;
  };
  const findPayment = (id: string): Promise<XeroPayment | undefined> =>
    findOne(XeroPayment, 'Payments', `/Payments/${encodeURIComponent(id)}`);
  return {
    findContact: (idOrNumber) =>
      findOne(XeroContact, 'Contacts', `/Contacts/${encodeURIComponent(idOrNumber)}`),
    async findContactsByName(name) {
      const where = `Name=="${name}"`;
      // How Xero escapes a quotation mark inside a condition is not documented, so such a name is not asked for;
      // Xero refuses a second contact of one name by itself.
      if (/["\\]/.test(name)) return [];
      const query = { where, includeArchived: 'true', page: '1', pageSize: String(PAGE_SIZE) };
      const found = await list(XeroContact, 'Contacts', '/Contacts', query);
      return found.filter((contact) => contact.Name === name);
    },
    findItem: (idOrCode) =>
      findOne(XeroItem, 'Items', `/Items/${encodeURIComponent(idOrCode)}`, { unitdp: '4' }),
    findInvoice: (id) =>
      findOne(XeroInvoice, 'Invoices', `/Invoices/${encodeURIComponent(id)}`, { unitdp: '4' }),
    async listInvoices(number, isOurs = false) {
      const found = await list(XeroInvoice, 'Invoices', '/Invoices', {
        InvoiceNumbers: number,
        ...(isOurs ? { createdByMyApp: 'true' } : {}),
        unitdp: '4',
        // Only a paged list shows the lines.
        page: '1',
        pageSize: String(PAGE_SIZE),
      });
      return found.filter((invoice) => invoice.InvoiceNumber === number && invoice.Type === 'ACCREC');
    },
    findCreditNote: (id) =>
      findOne(XeroCreditNote, 'CreditNotes', `/CreditNotes/${encodeURIComponent(id)}`, { unitdp: '4' }),
    async listCreditNotes(number) {
      // See findContactsByName: a number with such a sign cannot be asked for.
      if (/["\\]/.test(number)) return [];
      const found = await list(XeroCreditNote, 'CreditNotes', '/CreditNotes', {
        where: `CreditNoteNumber=="${number}"`,
        unitdp: '4',
        page: '1',
        pageSize: String(PAGE_SIZE),
      });
      return found.filter((note) => note.CreditNoteNumber === number && note.Type === 'ACCRECCREDIT');
    },
    async listPayments(invoiceId) {
      const payments: XeroPayment[] = [];
      for (let page = 1; page <= PAYMENT_PAGES_MAX; page += 1) {
        const found = await list(XeroPayment, 'Payments', '/Payments', {
          where: `Invoice.InvoiceID==guid("${z.uuid().parse(invoiceId)}")`,
          page: String(page),
          pageSize: String(PAGE_SIZE),
        });
        payments.push(...found);
        if (found.length < PAGE_SIZE) return payments.toSorted(byPaymentId);
      }
      throw new AppError('target.garbage', { detail: 'The payments of the invoice do not end.' });
    },
    async listRefunds(reference) {
      // See findContactsByName: a reference with such a sign cannot be asked for.
      if (/["\\]/.test(reference)) return [];
      const found = await list(XeroPayment, 'Payments', '/Payments', {
        where: `Reference=="${reference}"`,
        page: '1',
        pageSize: String(PAGE_SIZE),
      });
      return found.filter(
        (payment) => payment.Reference === reference && payment.PaymentType === 'ARCREDITPAYMENT',
      );
    },
    findPayment,
    async getPayment(id) {
      const payment = await findPayment(id);
      if (payment === undefined) throw new AppError('record.not_found');
      return payment;
    },
    async save({ list: name, method, record, operationKey }) {
      const path = `/${name}`;
      const request = { method, path, body: { [name]: [record] } };
      const saved = await saveOne(name, request, operationKey, UNIT_PRICED.has(name) ? { unitdp: '4' } : {});
      const id = z.looseObject({ [ID_FIELDS[name]]: z.uuid() }).safeParse(saved).data?.[ID_FIELDS[name]];
      if (typeof id !== 'string') throw garbage(path);
      return id;
    },
    async allocate({ creditNoteId, record, operationKey }) {
      const path = `/CreditNotes/${encodeURIComponent(creditNoteId)}/Allocations`;
      await saveOne('Allocations', { method: 'PUT', path, body: { Allocations: [record] } }, operationKey);
    },
    async removeAllocation(creditNoteId, allocationId) {
      const path = `/CreditNotes/${encodeURIComponent(creditNoteId)}/Allocations/${encodeURIComponent(allocationId)}`;
      try {
        await call({ method: 'DELETE', path });
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'record.not_found') throw error;
      }
    },
  };
}

function byPaymentId(left: XeroPayment, right: XeroPayment): number {
  return left.PaymentID < right.PaymentID ? -1 : 1;
}

function garbage(path: string, pointers: string[] = []): AppError {
  return new AppError('target.garbage', {
    detail: 'The answer of Xero does not have the documented shape.',
    context: { path, pointers },
  });
}
