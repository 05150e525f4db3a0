/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { RowDraft } from '../../read/mappings/editor-draft.ts';
import type { RowPreview } from '../../read/mappings/preview-draft.ts';
import type { Ui } from '../../ui.ts';
import { SOURCES, TARGETS } from './field-list-ids.ts';
import { RowButtons } from './row-buttons.tsx';
import { RowMade } from './row-made.tsx';
import { RowRules } from './row-rules.tsx';
import { RowTransforms } from './row-transforms.tsx';

/** Longest path or fixed value, in characters. */
const VALUE_MAX_CHARS = 1000;

type EditorRowProps = {
  ui: Ui;
  row: RowDraft;
  /** From 1. */
  number: number;
  isFirst: boolean;
  isLast: boolean;
  preview: RowPreview | undefined;
  hasFocus: boolean;
};

/** One row of the editor: source, target, what happens on the way, and what it makes of the record that is tried. */
export function EditorRow({ ui, row, number, isFirst, isLast, preview, hasFocus }: EditorRowProps) {
  const texts = ui.texts.mappings.editor;
  const { key } = row;
  return (
    <fieldset class={isFirst ? 'edit-row edit-row-first' : 'edit-row'} id={`row-${key}`}>
      <legend class="unseen">{texts.row(String(number))}</legend>
      <input type="hidden" name="row" value={key} />
      <div class="edit-row-main">
        <span class="edit-number" aria-hidden="true">
          {number}
        </span>
        <label class="edit-field edit-from">
          <span class="edit-label">{texts.from}</span>
          <input
            class="input mono"
            name={`${key}.value`}
            value={row.value}
            list={row.kind === 'from' ? SOURCES : undefined}
            autocomplete="off"
            maxlength={VALUE_MAX_CHARS}
            data-focus={hasFocus ? '' : undefined}
          />
        </label>
        <span class="edit-arrow" aria-hidden="true">
          →
        </span>
        <label class="edit-field edit-to">
          <span class="edit-label">{texts.to}</span>
          <input
            class="input mono"
            name={`${key}.to`}
            value={row.to}
            list={TARGETS}
            autocomplete="off"
            maxlength={200}
          />
        </label>
        <RowButtons ui={ui} row={row} number={number} isFirst={isFirst} isLast={isLast} />
      </div>
      <div class="edit-row-foot">
        <RowTransforms ui={ui} row={row} number={number} />
        <div class="edit-made" id={`made-${key}`}>
          <RowMade ui={ui} preview={preview} />
        </div>
      </div>
      <RowRules ui={ui} row={row} />
    </fieldset>
  );
}
