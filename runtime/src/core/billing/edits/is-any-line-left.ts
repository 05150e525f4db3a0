import { type InvoiceEdits, idOfAddedLine, keyOfWholeLine, type SourceValues } from './invoice-edits.ts';

/** Whether an invoice bills anything with edits: a line of its source that is not left out, or one that was added. */
export function isAnyLineLeft(sources: SourceValues, edits: InvoiceEdits): boolean {
  const isBilled = (pointer: string): boolean =>
    keyOfWholeLine(pointer) !== undefined && edits[pointer] === undefined;
  return (
    Object.keys(sources).some(isBilled) ||
    Object.keys(edits).some((pointer) => idOfAddedLine(pointer) !== undefined)
  );
}
