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
  /** Why; absent of an edit from before reasons were kept beside it. */
  reason?: string;
};

/**
 * The edits of an invoice that is not issued, by the pointer of the field: `/purchaseOrder`, or
 * `/lines/{key of the deal's line}/quantity`. `/lines/{key}` is a line of the deal that was left out, whose source is what
 * the deal says of it; `/addedLines/{id}` one that the deal does not have, whose fields are `/lines/{id}/quantity` from
 * there. They outlive a new version of the source (model.md E5, rows 2 and 3).
 */
export type InvoiceEdits = Readonly<Record<string, Edit>>;

/** What the source says of every field that can be edited, by the same pointers. */
export type SourceValues = Readonly<Record<string, JsonValue>>;

/** The fields of a document that can be edited, whatever it bills. */
export type EditedOfDocument = 'purchaseOrder' | 'terms' | 'recipients' | 'notes';

/** The fields of a line that can be edited where a deal is billed; what a contract bills is changed in the contract. */
export type EditedOfLine = (typeof LINE_FIELDS)[number];

/** Each `EditedOfLine`. */
export const LINE_FIELDS = ['description', 'quantity', 'unitPrice', 'discount'] as const;

/** The pointer of a field of the document. */
export const documentPointer = (field: EditedOfDocument): string => `/${field}`;

/** The pointer of a field of a line, by its key in the deal (RFC 6901 escapes). */
export const linePointer = (key: string, field: EditedOfLine): string => `${linePrefix(key)}${field}`;

/** What the pointers of a line's fields begin with. */
export const linePrefix = (key: string): string => `${wholeLinePointer(key)}/`;

/** The pointer of a line of the deal as a whole: an edit of it leaves the line out. */
export const wholeLinePointer = (key: string): string => `${LINES}${escaped(key)}`;

/** The key of the line of the deal that a pointer is of as a whole; undefined for every other pointer. */
export const keyOfWholeLine = (pointer: string): string | undefined => keyAfter(LINES, pointer);

/** The pointer of a line that was added by hand. */
export const addedLinePointer = (id: string): string => `${ADDED}${escaped(id)}`;

/** The id of the added line that a pointer is of; undefined for every other pointer. */
export const idOfAddedLine = (pointer: string): string | undefined => keyAfter(ADDED, pointer);

/** Whether a line is edited, added or left out, and not only the document around them. */
export const editsLines = (edits: InvoiceEdits): boolean =>
  Object.keys(edits).some((pointer) => pointer.startsWith(LINES) || pointer.startsWith(ADDED));

/** The edits that leave a line of the deal out, by the key of the line. */
export const removalsOf = (edits: InvoiceEdits): [string, Edit][] =>
  Object.entries(edits).flatMap(([pointer, edit]) => {
    const key = keyOfWholeLine(pointer);
    return key === undefined ? [] : [[key, edit] as [string, Edit]];
  });

/** The pointers of what the source says otherwise by now, and nobody has chosen yet. */
export const conflictsOf = (edits: InvoiceEdits): string[] =>
  Object.entries(edits).flatMap(([pointer, edit]) => (edit.conflict === undefined ? [] : [pointer]));

const LINES = '/lines/';
const ADDED = '/addedLines/';

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

function keyAfter(prefix: string, pointer: string): string | undefined {
  if (!pointer.startsWith(prefix)) return undefined;
  const rest = pointer.slice(prefix.length);
  return rest.includes('/') ? undefined : rest.replaceAll('~1', '/').replaceAll('~0', '~');
}
