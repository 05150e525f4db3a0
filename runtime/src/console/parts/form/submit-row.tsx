/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Ui } from '../../ui.ts';

type SubmitRowProps = { ui: Ui; label: string; cancelHref?: string };

/** The end of a form: the button that sends it, and the way back. */
export function SubmitRow({ ui, label, cancelHref }: SubmitRowProps) {
  return (
    <div class="form-actions">
      <button class="button button-main" type="submit">
        {label}
      </button>
      {cancelHref === undefined ? null : (
        <a class="button button-quiet" href={cancelHref}>
          {ui.texts.form.cancel}
        </a>
      )}
    </div>
  );
}
