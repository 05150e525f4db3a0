import { type JsonObject, toJson } from '../../../core/json.ts';
import type { VersionView } from '../../../flow/mappings/read-version.ts';
import type { EditorDraft, RowDraft } from './editor-draft.ts';
import { draftToRow, isBlank, rowToDraft } from './row-draft.ts';

/** A stored draft as the editor's form holds it. */
export function versionToDraft({ version, definition }: VersionView, recordId: string): EditorDraft {
  return {
    revision: version.revision,
    reason: version.reason,
    script: version.script ?? '',
    recordId,
    rows: definition.fields.map((row, at) => rowToDraft(row, `r${at + 1}`)),
  };
}

/** The rows that say something, in order; the others are left out when the draft is tried or saved. */
export const filledRows = ({ rows }: EditorDraft): RowDraft[] => rows.filter((row) => !isBlank(row));

/** What the form makes of a version: its definition with the rows as typed, and the script. */
export function draftToContent(
  { definition }: VersionView,
  draft: EditorDraft,
  rows: readonly RowDraft[] = filledRows(draft),
): { definition: JsonObject; script: string | null } {
  const { fields: _, script: __, version: ___, ...head } = definition;
  return {
    definition: { ...toJson(head), fields: rows.map(draftToRow) },
    script: draft.script.trim() === '' ? null : draft.script,
  };
}
