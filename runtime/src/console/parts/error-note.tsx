/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { englishDetail } from '../texts/english-detail.ts';
import { errorText } from '../texts/error-text.ts';
import type { Ui } from '../ui.ts';

type ErrorNoteProps = { ui: Ui; code: string; detail: string; hasTitle?: boolean };

/** An error as a sentence, with its detail and a link to the page of its code. */
export function ErrorNote({ ui, code, detail, hasTitle = true }: ErrorNoteProps) {
  const more = englishDetail(code, detail);
  return (
    <div class="error-note">
      {hasTitle ? <p>{errorText(code, ui.locale)}</p> : null}
      {more === undefined ? null : (
        <p class="error-detail" lang="en">
          {more}
        </p>
      )}
      <p class="error-code">
        <a href={`/docs/errors/${encodeURIComponent(code)}`}>{code}</a>
      </p>
    </div>
  );
}
