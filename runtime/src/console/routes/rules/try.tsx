/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { explainInvoice } from '../../../flow/rules/explain-invoice.ts';
import { readRulesVersion } from '../../../flow/rules/read-rules-version.ts';
import { answerPart } from '../../answer-part.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { TriedContent } from '../../parts/rules/tried-draft.tsx';
import { readForm } from '../../read/read-form.ts';
import { draftToDefinition } from '../../read/rules/draft-definition.ts';
import { checkDraft, type Tried } from '../../read/rules/load-builder.ts';
import { loadAskable } from '../../read/rules/load-rules-page.ts';
import { readRulesForm } from '../../read/rules/read-rules-form.ts';
import { refuseTyping } from '../../read/rules/refuse-typing.ts';
import { tryDraft } from '../../read/rules/try-draft.ts';
import { typedHash } from '../../read/rules/typed-hash.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';
import { answerBuilder } from './edit.tsx';

/**
 * Answers with what the rules as typed make of past invoices: at the button, and then at each pause that changed them.
 * Otherwise with nothing, and no change of the page.
 */
export async function showTried(c: ConsoleContext, parts: Console, versionId: string): Promise<Response> {
  const form = await readForm(c);
  const checked = checkDraft(readRulesForm(form));
  const { do: asked, tried: before } = form.values;
  const isChanged = before !== undefined && before !== typedHash(checked);
  if (asked !== 'simulate' && !isChanged) return c.body(null, 204);
  const ctx = viewerOf(c);
  const view = await readRulesVersion({ ctx, input: { versionId } });
  const tried = await orRefused(() => tryDraft(ctx, view, checked));
  const people = await loadAskable(ctx);
  return answerPart(c, <TriedContent ui={uiOf(c, parts)} data={{ ...checked, view, people, tried }} />);
}

/** Half of a change is no rule yet: what is wrong stands beside it, and the last answer would be of other rules. */
async function orRefused(ask: () => Promise<Tried>): Promise<Tried> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AppError && error.code === 'rules.definition_invalid') return { kind: 'refused' };
    throw error;
  }
}

/** Answers with the builder and how the rules as typed route one invoice, clause by clause. */
export async function explainTyped(
  c: ConsoleContext,
  parts: Console,
  { versionId, invoiceId }: { versionId: string; invoiceId: string },
): Promise<Response> {
  const ctx = viewerOf(c);
  const view = await readRulesVersion({ ctx, input: { versionId } });
  const checked = checkDraft(readRulesForm(await readForm(c)));
  const tried = await orRefused(async () => {
    refuseTyping(checked);
    const definition = draftToDefinition(checked.draft);
    const explained = await explainInvoice({ ctx, input: { versionId, invoiceId, definition } });
    return { kind: 'explained', explained };
  });
  return answerBuilder(c, parts, { view, checked, tried });
}
