import { AppError } from '../../../core/app-error.ts';
import { assertNever } from '../../../core/assert.ts';
import type { Ctx } from '../../../flow/context.ts';
import { discardMapping } from '../../../flow/mappings/discard-mapping.ts';
import { draftMapping } from '../../../flow/mappings/draft-mapping.ts';
import { publishMapping } from '../../../flow/mappings/publish-mapping.ts';
import { resumeMapping } from '../../../flow/mappings/resume-mapping.ts';
import { ReviewMappingInput, reviewMapping } from '../../../flow/mappings/review-mapping.ts';
import { RollBackMappingInput, rollBackMapping } from '../../../flow/mappings/roll-back-mapping.ts';
import { submitMapping } from '../../../flow/mappings/submit-mapping.ts';
import { withdrawMapping } from '../../../flow/mappings/withdraw-mapping.ts';
import { statusOf } from '../../answer-error.tsx';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { type FormValues, readForm } from '../../read/read-form.ts';
import { viewerOf } from '../../viewer-of.ts';
import { showVersion } from './version.tsx';

/** What a form of a version's page asks for; the last part of its address. */
export const VERSION_FORMS = [
  'draft',
  'submit',
  'withdraw',
  'resume',
  'review',
  'publish',
  'roll-back',
  'discard',
] as const;
type VersionForm = (typeof VERSION_FORMS)[number];

type Act = { versionId: string; form: VersionForm };

/** Does what was asked for on the page of a version; a refusal shows the version as it is now, and why. */
export async function actOnVersion(c: ConsoleContext, parts: Console, act: Act): Promise<Response> {
  const { values } = await readForm(c);
  try {
    return c.redirect(await run(viewerOf(c), act, values), 303);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'mapping.not_found') throw error;
    const outcome = { state: 'refused', error, comment: values['comment'] ?? '' } as const;
    return showVersion(c, parts, act.versionId, { outcome, status: statusOf(error) });
  }
}

/** Returns the address that shows what was done. */
async function run(ctx: Ctx, { versionId, form }: Act, values: FormValues): Promise<string> {
  const page = `/mappings/${versionId}`;
  switch (form) {
    case 'draft': {
      const connectionId = values['connection'] ?? '';
      const input = {
        fromVersionId: versionId,
        reason: reasonOf(values['reason-draft']),
        ...(connectionId === '' ? {} : { connectionId }),
      };
      const draft = await draftMapping({ ctx, input });
      return `/mappings/${draft.versionId}/edit`;
    }
    case 'submit':
      await submitMapping({ ctx, input: { versionId } });
      return `${page}?done=submitted`;
    case 'withdraw':
      await withdrawMapping({ ctx, input: { versionId } });
      return `${page}?done=withdrawn`;
    case 'resume':
      await resumeMapping({ ctx, input: { versionId } });
      return `${page}?done=resumed`;
    case 'review': {
      const review = ReviewMappingInput.safeParse({
        decision: values['decision'],
        comment: values['comment'] ?? '',
      });
      if (!review.success) throw new AppError('request.invalid');
      await reviewMapping({ ctx, input: { versionId, ...review.data } });
      return `${page}?done=${review.data.decision === 'approve' ? 'approved' : 'returned'}`;
    }
    case 'publish':
      await publishMapping({ ctx, input: { versionId } });
      return `${page}?done=published`;
    case 'roll-back': {
      const input = { versionId, reason: reasonOf(values['reason-rollBack']) };
      await rollBackMapping({ ctx, input });
      return `${page}?done=rolledBack`;
    }
    case 'discard':
      await discardMapping({ ctx, input: { versionId } });
      return `${page}?done=discarded`;
    default:
      return assertNever(form);
  }
}

function reasonOf(value: string | undefined): string {
  const reason = RollBackMappingInput.shape.reason.safeParse(value);
  if (!reason.success)
    throw new AppError('request.invalid', { detail: 'Say why, in at most 500 characters.' });
  return reason.data;
}
