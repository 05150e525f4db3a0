import { errorText } from '../texts/error-text.ts';
import { englishDetail } from '../texts/english-detail.ts';
import type { Ui } from '../ui.ts';

/** An error as a sentence, with its detail and a link to the page of its code. */
export function ErrorNote({ ui, code, detail }: { ui: Ui; code: string; detail: string }) {
  const more = englishDetail(code, detail);
  return (
    <div class="error-note">
      <p>{errorText(code, ui.locale)}</p>
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
