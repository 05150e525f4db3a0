/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { readVersion } from '../../../flow/mappings/read-version.ts';
import { answerPart } from '../../answer-part.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { EditorResult, verdictText } from '../../parts/mappings/editor-result.tsx';
import { RowMade } from '../../parts/mappings/row-made.tsx';
import { readEditorForm } from '../../read/mappings/editor-form.ts';
import { previewDraft } from '../../read/mappings/preview-draft.ts';
import { readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

/** Answers with what the draft as typed makes of the chosen record, part by part for the page that is open. */
export async function showPreview(c: ConsoleContext, parts: Console, versionId: string): Promise<Response> {
  const ctx = viewerOf(c);
  const view = await readVersion({ ctx, input: { versionId } });
  const draft = readEditorForm(await readForm(c));
  const ui = uiOf(c, parts);
  const recordId = draft.recordId === '' ? undefined : draft.recordId;
  const preview = await previewDraft(ctx, { view, draft, recordId });
  return answerPart(
    c,
    <>
      <EditorResult ui={ui} preview={preview} />
      <p id="verdict" hx-swap-oob="innerHTML">
        {verdictText(ui, preview)}
      </p>
      {draft.rows.map(({ key }) => (
        <div id={`made-${key}`} hx-swap-oob="innerHTML">
          <RowMade ui={ui} preview={preview.rows.get(key)} />
        </div>
      ))}
    </>,
  );
}
