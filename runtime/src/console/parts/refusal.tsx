/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../core/app-error.ts';
import { detailBeside, refusalText } from '../texts/refusal-text.ts';
import type { Ui } from '../ui.ts';
import { Banner } from './banner.tsx';
import { ErrorNote } from './error-note.tsx';

type RefusalProps = { ui: Ui; error: AppError; advice?: string | undefined };

/** Why something that was asked for was not done, and what to do about it where that is known. */
export function Refusal({ ui, error, advice }: RefusalProps) {
  return (
    <Banner kind="refusal">
      <ErrorNote ui={ui} code={error.code} detail={detailBeside(error)} />
      {error.errors.length === 0 ? null : (
        <ul class="wrong-list">
          {error.errors.map((detail) => (
            <li>{refusalText(detail, ui.texts, ui.locale)}</li>
          ))}
        </ul>
      )}
      {advice === undefined ? null : <p>{advice}</p>}
    </Banner>
  );
}
