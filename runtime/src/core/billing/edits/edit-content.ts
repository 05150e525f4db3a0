import type { DraftContent } from '../deal-to-draft.ts';
import { editDocument } from './edit-document.ts';
import { documentPointer, type InvoiceEdits } from './invoice-edits.ts';
import { settleEdits } from './settle-edits.ts';
import { sourceValues } from './source-values.ts';

/** What an invoice keeps of its edits: they, and the notes beneath its lines, which no source says. */
export type StoredEdits = { edits: InvoiceEdits; notes: readonly string[] };

/** A draft's content and notes with its edits in, and the edits as they stand against its source. */
export type EditedContent = { content: DraftContent; notes: string[]; edits: InvoiceEdits };

/** The notes of an invoice before anybody edited them. */
export function uneditedNotes({ edits, notes }: StoredEdits): string[] {
  const source = edits[documentPointer('notes')]?.source;
  return Array.isArray(source) ? source.filter((note) => typeof note === 'string') : [...notes];
}

/** Content with the edits of its document in; those of its lines are in it already. */
export function editContent(
  content: DraftContent,
  notes: readonly string[],
  edits: InvoiceEdits,
): EditedContent {
  const { notes: editedNotes, ...edited } = editDocument({ ...content, notes }, edits);
  return { content: { ...content, ...edited }, notes: editedNotes, edits };
}

/** The same for content that is made anew from a source whose lines cannot be edited. */
export function editAnew(content: DraftContent, stored: StoredEdits): EditedContent {
  const notes = uneditedNotes(stored);
  return editContent(content, notes, settleEdits(stored.edits, sourceValues({ ...content, notes })));
}
