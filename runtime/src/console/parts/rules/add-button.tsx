/** @jsxRuntime automatic @jsxImportSource hono/jsx */

/** A button with words that changes the form and stores nothing. */
export function AddButton({ does, label }: { does: string; label: string }) {
  return (
    <button class="button button-small" type="submit" name="do" value={does} formnovalidate hx-post="">
      {label}
    </button>
  );
}
