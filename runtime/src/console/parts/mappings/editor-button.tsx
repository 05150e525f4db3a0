/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { PropsWithChildren } from 'hono/jsx';
import type { Ui } from '../../ui.ts';

type EditorButtonProps = PropsWithChildren<{
  ui: Ui;
  /** What it asks of the editor, as `editRows` reads it. */
  does: string;
  label: string;
  isDisabled?: boolean;
}>;

/** A small button that changes the form and stores nothing: the answer is the editor again, in place where scripts run. */
export function EditorButton({ does, label, isDisabled = false, children }: EditorButtonProps) {
  return (
    <button
      class="edit-button"
      type="submit"
      name="do"
      value={does}
      formnovalidate
      disabled={isDisabled}
      aria-label={label}
      title={label}
      hx-post=""
    >
      {children}
    </button>
  );
}
