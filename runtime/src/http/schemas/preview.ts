import { z } from '@hono/zod-openapi';
import { InvoiceDraft } from '../../core/invoice/draft-document.ts';
import { Finding } from '../../core/validation/finding.ts';
import { InvoiceDocumentSchema } from './invoice.ts';

/** A document before it is computed. */
export const InvoiceDraftBody = z.strictObject(InvoiceDraft.shape).openapi('InvoiceDraft', {
  example: {
    locale: 'en',
    currency: 'USD',
    supplyDate: '2026-11-20',
    termsCode: 'net:30',
    seller: { name: 'Seikyu Inc.' },
    buyer: { name: 'Acme Corp.' },
    lines: [
      {
        name: 'Platform, annual',
        quantity: '1',
        unitPrice: '17900.00',
        taxCategory: 'O',
        taxRatePercent: '0',
      },
    ],
  },
});

const FindingSchema = z.object(Finding.shape).openapi('Finding');

/** What is not right about an invoice yet. */
export const FindingList = z
  .object({
    items: z.array(FindingSchema),
    buyerDifferences: z.array(
      z.object({
        field: z.enum(['name', 'taxId', 'address']),
        invoice: z.string(),
        record: z.string(),
        system: z.string().openapi({ example: 'hubspot' }),
        kind: z.enum(['crm', 'ledger']),
      }),
    ),
  })
  .openapi('FindingList');

/** What a draft comes to, with what is not right yet. */
export const InvoicePreviewSchema = z
  .object({
    document: InvoiceDocumentSchema,
    findings: z.array(FindingSchema),
  })
  .openapi('InvoicePreview');
