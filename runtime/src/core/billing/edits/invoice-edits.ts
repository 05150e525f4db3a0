import type { Actor } from '../../actor.ts';
import type { JsonValue } from '../../json.ts';

/**
 * What a person wrote in place of what the source says. `source` is what the source said then; `conflict` what it says by
 * now, where that is something else again and nobody has chosen yet. Null is nothing.
 */
export type Edit = {
  source: JsonValue;
  value: JsonValue;
  conflict?: JsonValue;
  /** Who wrote it: it is theirs for as long as it stands, so they do not approve it. */
  by: Actor;
  /** When, as an instant in UTC. */
  at: string;
};

/**
 * The edits of an invoice that is not issued, by the pointer of the field: `/purchaseOrder`, or
 * `/lines/{key of the deal's line}/quantity`. They outlive a new version of the source (model.md E5, rows 2 and 3).
 */
export type InvoiceEdits = Readonly<Record<string, Edit>>;

/** What the source says of every field that can be edited, by the same pointers. */
export type SourceValues = Readonly<Record<string, JsonValue>>;

/** The fields of a document that can be edited, whatever it bills. */
export type EditedOfDocument = 'purchaseOrder' | 'terms' | 'recipients' | 'notes';

/** The fields of a line that can be edited where a deal is billed; what a contract bills is changed in the contract. */
export type EditedOfLine = 'description' | 'quantity' | 'unitPrice' | 'discount';

/** The pointer of a field of the document. */
export const documentPointer = (field: EditedOfDocument): string => `/${field}`;

/** The pointer of a field of a line, by its key in the deal (RFC 6901 escapes). */
export const linePointer = (key: string, field: EditedOfLine): string => `${linePrefix(key)}${field}`;

/** What the pointers of a line begin with. */
export const linePrefix = (key: string): string =>
  `/lines/${key.replaceAll('~', '~0').replaceAll('/', '~1')}/`;

/** Whether a line is edited, and not only the document around it. */
export const editsLines = (edits: InvoiceEdits): boolean =>
  Object.keys(edits).some((pointer) => pointer.startsWith('/lines/'));

/** The pointers of what the source says otherwise by now, and nobody has chosen yet. */
export const conflictsOf = (edits: InvoiceEdits): string[] =>
  Object.entries(edits).flatMap(([pointer, edit]) => (edit.conflict === undefined ? [] : [pointer]));
