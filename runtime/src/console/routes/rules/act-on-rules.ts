import { AppError } from '../../../core/app-error.ts';
import { assertNever } from '../../../core/assert.ts';
import type { Ctx } from '../../../flow/context.ts';
import { discardRules } from '../../../flow/rules/discard-rules.ts';
import { draftRules } from '../../../flow/rules/draft-rules.ts';
import { publishRules } from '../../../flow/rules/publish-rules.ts';
import { readRulesVersion } from '../../../flow/rules/read-rules-version.ts';
import { ReviewRulesInput, reviewRules } from '../../../flow/rules/review-rules.ts';
import { RollBackRulesInput, rollBackRules } from '../../../flow/rules/roll-back-rules.ts';
import { simulateRules } from '../../../flow/rules/simulate-rules.ts';
import { submitRules } from '../../../flow/rules/submit-rules.ts';
import { withdrawRules } from '../../../flow/rules/withdraw-rules.ts';
import { statusOf } from '../../answer-error.tsx';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { type FormValues, readForm } from '../../read/read-form.ts';
import { viewerOf } from '../../viewer-of.ts';
import { showRulesVersion } from './version.tsx';

/** What a form of a version's page asks for; the last part of its address. */
export const RULES_FORMS = [
  'draft',
  'simulate',
  'submit',
  'withdraw',
  'review',
  'publish',
  'roll-back',
  'discard',
] as const;
type RulesForm = (typeof RULES_FORMS)[number];

type Act = { versionId: string; form: RulesForm };

/** Does what was asked for on the page of a version; a refusal shows the version as it is now, and why. */
export async function actOnRules(c: ConsoleContext, parts: Console, act: Act): Promise<Response> {
  const { values } = await readForm(c);
  try {
    return c.redirect(await run(viewerOf(c), act, values), 303);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'rules.not_found') throw error;
    const outcome = { state: 'refused', error, comment: values['comment'] ?? '' } as const;
    return showRulesVersion(c, parts, act.versionId, { outcome, status: statusOf(error) });
  }
}

/** Returns the address that shows what was done. */
async function run(ctx: Ctx, { versionId, form }: Act, values: FormValues): Promise<string> {
  const page = `/rules/${versionId}`;
  switch (form) {
    case 'draft': {
      const { entity } = await readRulesVersion({ ctx, input: { versionId } });
      const reason = reasonOf(values['reason-draft']);
      const draft = await draftRules({
        ctx,
        input: { entityId: entity.id, fromVersionId: versionId, reason },
      });
      return `/rules/${draft.versionId}/edit`;
    }
    case 'simulate': {
      const { entity } = await readRulesVersion({ ctx, input: { versionId } });
      await simulateRules({ ctx, input: { entityId: entity.id, versionId } });
      return `${page}?done=simulated`;
    }
    case 'submit':
      await submitRules({ ctx, input: { versionId } });
      return `${page}?done=submitted`;
    case 'withdraw':
      await withdrawRules({ ctx, input: { versionId } });
      return `${page}?done=withdrawn`;
    case 'review': {
      const review = ReviewRulesInput.safeParse({
        decision: values['decision'],
        comment: values['comment'] ?? '',
      });
      if (!review.success) throw new AppError('request.invalid');
      await reviewRules({ ctx, input: { versionId, ...review.data } });
      return `${page}?done=${review.data.decision === 'approve' ? 'approved' : 'returned'}`;
    }
    case 'publish':
      await publishRules({ ctx, input: { versionId } });
      return `${page}?done=published`;
    case 'roll-back': {
      const reason = reasonOf(values['reason-rollBack']);
      await rollBackRules({ ctx, input: { versionId, reason } });
      return `${page}?done=rolledBack`;
    }
    case 'discard':
      await discardRules({ ctx, input: { versionId } });
      return `${page}?done=discarded`;
    default:
      return assertNever(form);
  }
}

function reasonOf(value: string | undefined): string {
  const reason = RollBackRulesInput.shape.reason.safeParse(value);
  if (!reason.success)
    throw new AppError('request.invalid', { detail: 'Say why, in at most 500 characters.' });
  return reason.data;
}
