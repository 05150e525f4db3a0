/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Ui } from '../../ui.ts';

type CopyTextProps = { ui: Ui; id: string; label: string; value: string; isLabelHidden?: boolean };

/** A value to take along: read-only, marked as a whole when it is clicked, with a button where scripts run. */
export function CopyText({ ui, id, label, value, isLabelHidden = false }: CopyTextProps) {
  return (
    <div class="copy">
      <label class={isLabelHidden ? 'unseen' : 'field-label'} for={id}>
        {label}
      </label>
      <div class="copy-row">
        <input class="input mono" id={id} value={value} readonly data-select="" autocomplete="off" />
        <button class="button needs-script" type="button" data-copy={id} data-copied={ui.texts.form.copied}>
          {ui.texts.form.copy}
        </button>
      </div>
    </div>
  );
}
