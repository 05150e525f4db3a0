import { assert } from '../../../runtime/src/core/assert.ts';
import { computeInvoice } from '../../../runtime/src/core/invoice/compute-invoice.ts';
import type { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import { InvoiceDraft, type InvoiceDraftInput } from '../../../runtime/src/core/invoice/draft-document.ts';

/** A draft as somebody writes it. */
export type DraftText = InvoiceDraftInput;
export type DraftLineText = DraftText['lines'][number];

/** One line: 1 × 100.00 at 10 % unless something else is said. */
export const draftLine = (changes: Partial<DraftLineText> = {}): DraftLineText => ({
  name: 'Item',
  quantity: '1',
  unitPrice: '100.00',
  taxCategory: 'S',
  taxRatePercent: '10',
  ...changes,
});

/** A draft of a seller outside Japan. */
export const draftText = (changes: Partial<DraftText> = {}): DraftText => ({
  locale: 'en',
  currency: 'EUR',
  supplyDate: '2026-11-20',
  termsCode: 'net:30',
  seller: {
    name: 'Muster GmbH',
    taxId: 'DE123456789',
    address: { line1: 'Hauptstr. 1', city: 'Berlin', postalCode: '10115', country: 'DE' },
  },
  buyer: { name: 'Exemple SARL', taxId: 'FR40303265045' },
  lines: [draftLine()],
  ...changes,
});

/** A draft of a Japanese seller in yen; `down` is 切捨て, which most of them choose. */
export const japaneseDraftText = (changes: Partial<DraftText> = {}): DraftText =>
  draftText({
    locale: 'ja',
    currency: 'JPY',
    seller: {
      name: '株式会社サンプル',
      taxId: 'T7000012050002',
      address: { line1: '丸の内1-1', city: '千代田区', postalCode: '100-0005', country: 'JP' },
    },
    buyer: { name: '株式会社見本' },
    rounding: { mode: 'down' },
    ...changes,
  });

/** The computed document of a draft that computes. */
export function computed(text: DraftText): InvoiceDocument {
  const result = computeInvoice(InvoiceDraft.parse(text));
  assert(result.ok, `the draft computes: ${JSON.stringify(result)}`);
  return result.document;
}

/** Why a draft is not computed, as `code pointer`. */
export function refused(text: DraftText): string[] {
  const result = computeInvoice(InvoiceDraft.parse(text));
  assert(!result.ok, 'the draft is refused');
  return result.findings.map(({ code, pointer }) => `${code} ${pointer}`);
}

/** The tax breakdown as `category rate: base + tax`. */
export const taxesOf = ({ taxRows }: InvoiceDocument): string[] =>
  taxRows.map((row) => `${row.category} ${row.ratePercent}: ${row.base} + ${row.tax}`);
