/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { type RulesVersionView, readRulesVersion } from '../../../flow/rules/read-rules-version.ts';
import { SaveRulesInput, saveRules } from '../../../flow/rules/save-rules.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { BuilderPage } from '../../pages/rules/builder-page.tsx';
import { readForm } from '../../read/read-form.ts';
import { marksOf } from '../../read/rules/builder-marks.ts';
import { draftToDefinition, versionToDraft } from '../../read/rules/draft-definition.ts';
import { editRulesDraft } from '../../read/rules/edit-rules-draft.ts';
import { type CheckedDraft, checkDraft, type Tried } from '../../read/rules/load-builder.ts';
import { loadAskable } from '../../read/rules/load-rules-page.ts';
import { readRulesForm } from '../../read/rules/read-rules-form.ts';
import { refuseTyping } from '../../read/rules/refuse-typing.ts';
import { tryDraft } from '../../read/rules/try-draft.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

/** Why a new rule asks somebody, in the languages of those who are asked, until its author says it better. */
const NEW_RULE_REASON = { en: 'This invoice needs a second look.', ja: 'この請求書は確認が必要です。' };

/** Answers with the builder of a draft as it is stored; of a version that is no draft, goes to its page. */
export async function showBuilder(c: ConsoleContext, parts: Console, versionId: string): Promise<Response> {
  const view = await readRulesVersion({ ctx: viewerOf(c), input: { versionId } });
  if (view.version.status !== 'draft') return c.redirect(`/rules/${versionId}`, 303);
  return answerBuilder(c, parts, { view, checked: checkDraft(versionToDraft(view)) });
}

/** Does what a button of the builder asks: saves, tries what is typed, or changes the form and stores nothing. */
export async function editRules(c: ConsoleContext, parts: Console, versionId: string): Promise<Response> {
  const form = await readForm(c);
  const ctx = viewerOf(c);
  const view = await readRulesVersion({ ctx, input: { versionId } });
  // Both sides are brought in step before a row is added or removed, so that neither is lost.
  const checked = checkDraft(readRulesForm(form));
  const asked = form.values['do'] ?? '';
  if (asked === 'save') return save(c, parts, { view, checked });
  if (asked === 'simulate') return simulate(c, parts, { view, checked });
  const { draft, focus } = editRulesDraft(checked.draft, asked, NEW_RULE_REASON);
  return answerBuilder(c, parts, { view, checked: checkDraft(draft), focus });
}

type Edit = { view: RulesVersionView; checked: CheckedDraft };

/** Saves; a refusal shows the form again with what was typed, so that nothing is lost. */
async function save(c: ConsoleContext, parts: Console, { view, checked }: Edit): Promise<Response> {
  const versionId = view.version.id;
  try {
    refuseTyping(checked);
    const { reason, revision } = checked.draft;
    const input = SaveRulesInput.safeParse({
      definition: draftToDefinition(checked.draft),
      reason,
      revision,
    });
    if (!input.success) throw new AppError('request.invalid');
    await saveRules({ ctx: viewerOf(c), input: { versionId, ...input.data } });
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'rules.not_found') throw error;
    return answerBuilder(c, parts, { view, checked, error });
  }
  return c.redirect(`/rules/${versionId}/edit?done=saved`, 303);
}

/** Tries what is typed on past invoices; nothing of it is stored. */
async function simulate(c: ConsoleContext, parts: Console, { view, checked }: Edit): Promise<Response> {
  try {
    const tried = await tryDraft(viewerOf(c), view, checked);
    return answerBuilder(c, parts, { view, checked, tried });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return answerBuilder(c, parts, { view, checked, error });
  }
}

type Answer = {
  view: RulesVersionView;
  checked: CheckedDraft;
  focus?: string | undefined;
  tried?: Tried;
  error?: AppError;
};

/** Answers with the builder as typed, and what was asked of it. */
export async function answerBuilder(c: ConsoleContext, parts: Console, answer: Answer): Promise<Response> {
  const { view, checked, focus, tried, error } = answer;
  const ui = uiOf(c, parts, `/rules/${view.version.id}/edit`);
  const people = await loadAskable(viewerOf(c));
  // Only a save knows who there is, so what it refuses is marked beside what the check found.
  const marks = marksOf(checked.draft, [...checked.verdict.problems, ...(error?.errors ?? [])]);
  const data = { view, ...checked, people, focus, tried, error, marks };
  return answerPage(
    c,
    <BuilderPage ui={ui} data={data} done={c.req.query('done')} />,
    error === undefined ? 200 : statusOf(error),
  );
}
