/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { putFixture } from '../../../flow/mappings/put-fixture.ts';
import { readVersion, type VersionView } from '../../../flow/mappings/read-version.ts';
import { SaveMappingInput, saveMapping } from '../../../flow/mappings/save-mapping.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import { isPartAsked } from '../../answer-part.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { EditorPage } from '../../pages/mappings/editor-page.tsx';
import { draftToContent, versionToDraft } from '../../read/mappings/draft-content.ts';
import { editRows } from '../../read/mappings/edit-rows.ts';
import type { EditorDraft } from '../../read/mappings/editor-draft.ts';
import { readEditorForm } from '../../read/mappings/editor-form.ts';
import { loadEditor } from '../../read/mappings/load-editor.ts';
import { readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

/** Answers with the editor of a draft as it is stored; of a version that is no draft, goes to its page. */
export async function showEditor(c: ConsoleContext, parts: Console, versionId: string): Promise<Response> {
  const view = await readVersion({ ctx: viewerOf(c), input: { versionId } });
  if (view.version.status !== 'draft') return c.redirect(`/mappings/${versionId}`, 303);
  return answerEditor(c, parts, { view, draft: versionToDraft(view, c.req.query('record') ?? '') });
}

/** Does what a button of the editor asks: saves, keeps the record as a fixture, or changes the form and stores nothing. */
export async function edit(c: ConsoleContext, parts: Console, versionId: string): Promise<Response> {
  const form = await readForm(c);
  const draft = readEditorForm(form);
  const view = await readVersion({ ctx: viewerOf(c), input: { versionId } });
  const asked = form.values['do'] ?? '';
  if (asked === 'save' || asked === 'keep') return save(c, parts, { view, draft, isKept: asked === 'keep' });
  const { draft: edited, focusKey } = editRows(draft, asked);
  const find = (form.values['find'] ?? '').trim();
  return answerEditor(c, parts, { view, draft: edited, focusKey, ...(asked === 'find' ? { find } : {}) });
}

type Save = { view: VersionView; draft: EditorDraft; isKept: boolean };

/** Saves; a refusal shows the form again with what was typed, so that nothing is lost. */
async function save(c: ConsoleContext, parts: Console, { view, draft, isKept }: Save): Promise<Response> {
  const ctx = viewerOf(c);
  const versionId = view.version.id;
  try {
    const { reason, revision } = draft;
    const input = SaveMappingInput.safeParse({ ...draftToContent(view, draft), reason, revision });
    if (!input.success) throw new AppError('request.invalid');
    await saveMapping({ ctx, input: { versionId, ...input.data } });
    if (isKept) await keepFixture(c, versionId, draft.recordId);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'mapping.not_found') throw error;
    return answerEditor(c, parts, { view, draft, error });
  }
  const query = new URLSearchParams({ record: draft.recordId, done: isKept ? 'kept' : 'saved' });
  return c.redirect(`/mappings/${versionId}/edit?${query}`, 303);
}

async function keepFixture(c: ConsoleContext, versionId: string, recordId: string): Promise<void> {
  await putFixture({ ctx: viewerOf(c), input: { versionId, recordId, name: recordId } });
}

type Answer = {
  view: VersionView;
  draft: EditorDraft;
  find?: string;
  focusKey?: string | undefined;
  error?: AppError;
};

async function answerEditor(c: ConsoleContext, parts: Console, answer: Answer): Promise<Response> {
  const ui = uiOf(c, parts, `/mappings/${answer.view.version.id}/edit`);
  const data = await loadEditor(viewerOf(c), { ...answer, isPart: isPartAsked(c) });
  const { error } = answer;
  const codeEditor = await parts.codeEditor();
  return answerPage(
    c,
    <EditorPage ui={ui} data={data} codeEditorPath={codeEditor.path} done={c.req.query('done')} />,
    error === undefined ? 200 : statusOf(error),
  );
}
