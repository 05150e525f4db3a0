/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { explainInvoice } from '../../../flow/rules/explain-invoice.ts';
import { listRules } from '../../../flow/rules/list-rules.ts';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { ExplainPage } from '../../pages/rules/explain-page.tsx';
import { RulesPage } from '../../pages/rules/rules-page.tsx';
import { type RulesOutcome, RulesVersionPage } from '../../pages/rules/rules-version-page.tsx';
import { isOwnBarred } from '../../read/rules/is-own-barred.ts';
import { loadAskable, loadRulesPage } from '../../read/rules/load-rules-page.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

/** Answers with the rules of every legal entity. */
export async function showRules(c: ConsoleContext, parts: Console): Promise<Response> {
  const viewer = viewerOf(c);
  const rules = await listRules({ ctx: viewer });
  const isBarred = await isOwnBarred(viewer);
  return answerPage(c, <RulesPage ui={uiOf(c, parts)} viewer={viewer} rules={rules} isBarred={isBarred} />);
}

type Shown = { outcome?: RulesOutcome; status?: ContentfulStatusCode };

/** Answers with one version of rules as it is now; throws `rules.not_found`. */
export async function showRulesVersion(
  c: ConsoleContext,
  parts: Console,
  versionId: string,
  { outcome = outcomeOf(c.req.query('done')), status = 200 }: Shown = {},
): Promise<Response> {
  const viewer = viewerOf(c);
  const data = await loadRulesPage(viewer, versionId);
  const ui = uiOf(c, parts, `/rules/${versionId}`);
  return answerPage(c, <RulesVersionPage ui={ui} viewer={viewer} data={data} outcome={outcome} />, status);
}

/** What the redirect after an action carries, so that loading the page again does nothing. */
function outcomeOf(done: string | undefined): RulesOutcome {
  return done === undefined ? { state: 'none' } : { state: 'done', what: done };
}

/** Answers with how a version routes one invoice; throws `rules.not_found` and `invoice.not_found`. */
export async function showExplanation(
  c: ConsoleContext,
  parts: Console,
  input: { versionId: string; invoiceId: string },
): Promise<Response> {
  const ctx = viewerOf(c);
  const explained = await explainInvoice({ ctx, input });
  const people = await loadAskable(ctx);
  return answerPage(c, <ExplainPage ui={uiOf(c, parts)} explained={explained} people={people} />);
}
