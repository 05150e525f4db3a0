import { AppError } from '../../core/app-error.ts';
import { assertNever } from '../../core/assert.ts';
import type { EmailOutcome } from '../ports.ts';

/** Fails the job of a mail that was not sent with the code of its outcome, which says whether it is tried again. */
export function throwUnlessSent(outcome: EmailOutcome): void {
  switch (outcome.state) {
    case 'sent':
      return;
    case 'refused':
      throw new AppError('delivery.refused', { detail: outcome.detail });
    case 'unavailable':
      throw new AppError('delivery.unavailable', { detail: outcome.detail });
    case 'unknown':
      throw new AppError('delivery.outcome_unknown', { detail: outcome.detail });
    default:
      assertNever(outcome);
  }
}
