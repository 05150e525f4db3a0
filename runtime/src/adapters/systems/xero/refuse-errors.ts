import { AppError } from '../../../core/app-error.ts';
import { XeroOutcome } from './api-types.ts';
import { validationTexts } from './validation-texts.ts';

/**
 * Raises target.refused with Xero's reasons when one record of an answer was not taken, whatever the HTTP status said;
 * target.garbage when the record is none.
 */
export function refuseErrors(record: unknown): void {
  const outcome = XeroOutcome.safeParse(record).data;
  if (outcome === undefined) {
    throw new AppError('target.garbage', {
      detail: 'The answer of Xero does not have the documented shape.',
    });
  }
  const messages = outcome.ValidationErrors ?? [];
  const isRefused =
    outcome.StatusAttributeString === 'ERROR' ||
    outcome.HasErrors === true ||
    outcome.HasValidationErrors === true ||
    messages.length > 0;
  if (!isRefused) return;
  const texts = validationTexts(messages);
  throw new AppError('target.refused', {
    detail: texts.length === 0 ? 'Xero refused the record and gave no reason.' : `Xero: ${texts.join(' ')}`,
    errors: texts.map((detail) => ({ pointer: '', code: 'target.refused', detail })),
  });
}
