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

/** What a draft comes to, with what is not right yet. */
export const InvoicePreviewSchema = z
  .object({
    document: InvoiceDocumentSchema,
    findings: z.array(z.object(Finding.shape).openapi('Finding')),
  })
  .openapi('InvoicePreview');
