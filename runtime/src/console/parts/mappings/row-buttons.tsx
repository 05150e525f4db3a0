/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { RowDraft } from '../../read/mappings/editor-draft.ts';
import type { Ui } from '../../ui.ts';
import { EditorButton } from './editor-button.tsx';

type RowButtonsProps = { ui: Ui; row: RowDraft; number: number; isFirst: boolean; isLast: boolean };

/** Moves a row up or down, or removes it. */
export function RowButtons({ ui, row, number, isFirst, isLast }: RowButtonsProps) {
  const texts = ui.texts.mappings.editor;
  const name = row.to.trim() === '' ? String(number) : row.to;
  return (
    <div class="edit-row-buttons">
      <EditorButton ui={ui} does={`up:${row.key}`} label={texts.up(name)} isDisabled={isFirst}>
        ↑
      </EditorButton>
      <EditorButton ui={ui} does={`down:${row.key}`} label={texts.down(name)} isDisabled={isLast}>
        ↓
      </EditorButton>
      <EditorButton ui={ui} does={`remove:${row.key}`} label={texts.removeRow(name)}>
        ×
      </EditorButton>
    </div>
  );
}
