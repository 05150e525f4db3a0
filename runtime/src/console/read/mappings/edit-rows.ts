import { type EditorDraft, emptyRow, nextKey, type RowDraft } from './editor-draft.ts';

/** What a button of the editor does to its rows; the draft is not stored by it. */
export type RowEdit = { draft: EditorDraft; focusKey: string | undefined };

/** Does `add`, `remove:r3`, `up:r3`, `down:r3` or `untransform:r3:0`; anything else leaves the draft as it is. */
export function editRows(draft: EditorDraft, asked: string): RowEdit {
  const [what = '', key = '', index = ''] = asked.split(':');
  const at = draft.rows.findIndex((row) => row.key === key);
  const withRows = (rows: RowDraft[], focusKey?: string): RowEdit => ({
    draft: { ...draft, rows },
    focusKey,
  });
  if (what === 'add') {
    const added = nextKey(draft.rows);
    return withRows([...draft.rows, emptyRow(added)], added);
  }
  const row = draft.rows[at];
  if (row === undefined) return { draft, focusKey: undefined };
  const others = draft.rows.filter((one) => one.key !== key);
  switch (what) {
    case 'remove':
      return withRows(others, (others[at] ?? others.at(-1))?.key);
    case 'up':
      return withRows(others.toSpliced(Math.max(0, at - 1), 0, row), key);
    case 'down':
      return withRows(others.toSpliced(at + 1, 0, row), key);
    case 'untransform': {
      const transforms = row.transforms.filter((_, place) => String(place) !== index);
      return withRows(draft.rows.with(at, { ...row, transforms }), key);
    }
    default:
      return withRows(draft.rows, key);
  }
}
