import { z } from 'zod';
import { Recipient } from '../../invoice/document.ts';
import { documentPointer, type InvoiceEdits } from './invoice-edits.ts';
import type { UneditedDocument } from './source-values.ts';

const Values = z.object({
  purchaseOrder: z.string().nullable(),
  terms: z.string(),
  recipients: z.array(Recipient),
  notes: z.array(z.string()),
});

/** What a document says of the fields that can be edited, with the edits in the place of what the source says. */
export function editDocument(document: UneditedDocument, edits: InvoiceEdits): EditedDocument {
  const editedOf = (field: keyof z.infer<typeof Values>, unedited: unknown): unknown => {
    const edit = edits[documentPointer(field)];
    return edit === undefined ? unedited : edit.value;
  };
  const { terms, ...rest } = Values.parse({
    purchaseOrder: editedOf('purchaseOrder', document.purchaseOrder),
    terms: editedOf('terms', document.termsCode),
    recipients: editedOf('recipients', document.recipients),
    notes: editedOf('notes', document.notes),
  });
  return { ...rest, termsCode: terms };
}

/** The fields of a document that can be edited, as they are printed. */
export type EditedDocument = {
  purchaseOrder: string | null;
  termsCode: string;
  recipients: Recipient[];
  notes: string[];
};

/** What the source says of a stored document: what it holds, without its edits. */
export function uneditedOf(
  { purchaseOrder, termsCode, recipients, notes }: UneditedDocument,
  edits: InvoiceEdits,
): EditedDocument {
  const before = Object.fromEntries(
    Object.entries(edits).map(([pointer, edit]) => [
      pointer,
      { ...edit, value: edit.conflict === undefined ? edit.source : edit.conflict },
    ]),
  );
  return editDocument({ purchaseOrder, termsCode, recipients, notes }, before);
}
