import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EInvoiceProfile } from '../../../runtime/src/core/einvoice/profile.ts';
import { invoiceToUbl } from '../../../runtime/src/core/einvoice/ubl-invoice.ts';
import { checkIdentities } from '../../../runtime/src/core/invoice/check-identities.ts';
import type { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import { mirrorDocument } from '../../../runtime/src/core/invoice/mirror-document.ts';
import { misplaced } from '../../support/einvoice/ubl-order.ts';
import { elementsAt, type ReadElement, readXml, textsAt } from '../../support/read-xml.ts';
import { sampleDocument } from '../invoice/sample-document.ts';
import { sampleInputs } from '../invoice/sample-documents-arbitrary.ts';
import { computed, draftLine, draftText, japaneseDraftText } from '../invoice/sample-draft.ts';

const numbered = { number: 'G-1', issueDate: '2026-11-24' };
const preceding = { precedingInvoices: [{ number: 'R-1', issueDate: '2026-10-30' }] };

function toXml(document: InvoiceDocument, profile: EInvoiceProfile): ReadElement {
  const written = invoiceToUbl({ ...document, ...numbered }, profile);
  if (!written.ok) throw new Error(JSON.stringify(written.refusals));
  return readXml(written.xml);
}

const european = (): InvoiceDocument =>
  computed(
    draftText({
      type: 'credit_note',
      ...preceding,
      references: { project: 'P-9', contract: 'C-3', tender: 'T-1', salesOrder: 'S-2' },
      buyer: {
        name: 'Exemple SARL',
        taxId: 'FR40303265045',
        address: { line1: '1 rue de la Paix', city: 'Paris', postalCode: '75002', country: 'FR' },
      },
      lines: [
        draftLine({ quantity: '-3', allowances: [{ amount: '-6.00', reason: 'Volume discount' }] }),
        draftLine({ quantity: '-1', unitPrice: '0.01' }),
      ],
    }),
  );

describe('a European credit note', () => {
  test('is a CreditNote of type 381 in the order of UBL, which names the invoice, the project and the order', () => {
    const xml = toXml(european(), 'en16931');
    expect(xml.name).toBe('CreditNote');
    expect(textsAt(xml, 'cbc:CreditNoteTypeCode')).toEqual(['381']);
    expect(misplaced(xml)).toEqual([]);
    expect(textsAt(xml, 'cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID')).toEqual(['R-1']);
    expect(elementsAt(xml, 'cac:AdditionalDocumentReference')[0]?.children.map(({ text }) => text)).toEqual([
      'P-9',
      '50',
    ]);
    expect(textsAt(xml, 'cac:OrderReference/cbc:SalesOrderID')).toEqual(['S-2']);
  });

  test('states what is given back as positive quantities and amounts', () => {
    const xml = toXml(european(), 'en16931');
    expect(textsAt(xml, 'cac:CreditNoteLine/cbc:CreditedQuantity')).toEqual(['3', '1']);
    expect(textsAt(xml, 'cac:CreditNoteLine/cbc:LineExtensionAmount')).toEqual(['294.00', '0.01']);
    expect(textsAt(xml, 'cac:CreditNoteLine/cac:AllowanceCharge/cbc:Amount')).toEqual(['6.00']);
    // 294.01 at 10 percent is 29.401.
    expect(textsAt(xml, 'cac:TaxTotal/cbc:TaxAmount')).toEqual(['29.40']);
    expect(textsAt(xml, 'cac:LegalMonetaryTotal/cbc:PayableAmount')).toEqual(['323.41']);
  });
});

test('a return invoice in Japan is an invoice of type 380 below zero, which names the invoice', () => {
  const document = computed(
    japaneseDraftText({
      type: 'credit_note',
      ...preceding,
      buyer: {
        name: '株式会社見本',
        taxId: 'T4011001098993',
        address: { line1: '1-1', city: '横浜市', country: 'JP' },
      },
      lines: [draftLine({ quantity: '-3', unitPrice: '105' })],
    }),
  );
  const xml = toXml(document, 'jp-pint');
  expect(xml.name).toBe('Invoice');
  expect(textsAt(xml, 'cbc:InvoiceTypeCode')).toEqual(['380']);
  expect(textsAt(xml, 'cac:InvoiceLine/cbc:InvoicedQuantity')).toEqual(['-3']);
  // 315 yen at 10 percent is 31.5, and 切捨て by absolute value leaves 31.
  expect(textsAt(xml, 'cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount')).toEqual(['-31']);
  expect(textsAt(xml, 'cac:LegalMonetaryTotal/cbc:PayableAmount')).toEqual(['-346']);
  const { precedingInvoices: _none, ...alone } = document;
  const refused = invoiceToUbl({ ...alone, ...numbered }, 'jp-pint');
  expect(refused.ok ? [] : refused.refusals.map(({ rule }) => rule)).toEqual(['jp-pint.preceding_invoice']);
});

test('the mirror of a document keeps every identity, and its mirror is the document', () => {
  fc.assert(
    fc.property(sampleInputs, ({ lines, ...options }) => {
      const document = sampleDocument(lines, options);
      const mirrored = mirrorDocument(document);
      expect(checkIdentities(mirrored)).toEqual(checkIdentities(document));
      expect(mirrorDocument(mirrored)).toEqual(document);
    }),
    { numRuns: 200 },
  );
});
