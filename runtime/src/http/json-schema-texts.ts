import { z } from 'zod';
import { InvoiceDocument, PrecedingInvoice } from '../core/invoice/document.ts';
import { InvoiceDraft } from '../core/invoice/draft-document.ts';
import { mappingJsonSchema } from './mapping-json-schema.ts';

/** A document that follows others names them (BG-3). */
const following = { precedingInvoices: z.array(PrecedingInvoice).min(1) };

const DOCUMENTS = {
  invoice: {
    title: 'Invoice',
    description: 'An invoice, a debit note or a corrected invoice (BT-3: 380, 383, 384).',
    schema: InvoiceDocument.extend({ type: z.enum(['invoice', 'debit_note', 'corrected']) }),
  },
  'credit-note': {
    title: 'Credit note',
    description: 'A credit note (BT-3: 381); in Japan the return invoice (適格返還請求書).',
    schema: InvoiceDocument.extend({ type: z.literal('credit_note'), ...following }),
  },
  deposit: {
    title: 'Deposit invoice',
    description: 'An invoice before the supply (BT-3: 386).',
    schema: InvoiceDocument.extend({ type: z.literal('deposit') }),
  },
  final: {
    title: 'Final invoice',
    description: 'The invoice that settles deposits and part payments (BT-3: 380).',
    schema: InvoiceDocument.extend({ type: z.literal('final'), ...following }),
  },
} as const;

/** The texts of docs/schemas by file name, made from the schemas that the code itself reads with (draft 2020-12). */
export function jsonSchemaTexts(): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, { title, description, schema }] of Object.entries(DOCUMENTS)) {
    texts[`${name}.json`] = textOf(title, description, z.toJSONSchema(schema));
  }
  texts['invoice-draft.json'] = textOf(
    'Invoice draft',
    'A document before it is computed: what `seikyu invoice compute` and POST /v1/invoices/preview take.',
    z.toJSONSchema(InvoiceDraft, { io: 'input' }),
  );
  texts['mapping.json'] = textOf(
    'Mapping',
    'How records of one object of one system become canonical records: mappings/<name>/mapping.json.',
    mappingJsonSchema(),
  );
  return texts;
}

function textOf(
  title: string,
  description: string,
  { $schema, ...rest }: { $schema?: string | undefined },
): string {
  return `${JSON.stringify({ $schema, title, description, ...rest }, null, 2)}\n`;
}
