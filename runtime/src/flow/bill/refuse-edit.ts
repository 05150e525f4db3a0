import { AppError } from '../../core/app-error.ts';
import { EDIT_REFUSALS, type RefusedChange } from '../../core/billing/edits/edit-refusals.ts';
import type { DocumentStatus } from '../../core/invoice/document.ts';

/** The refusal to edit an invoice in a state that does not allow it. */
export const refuseEdit = (status: DocumentStatus): AppError =>
  new AppError('invoice.transition_refused', {
    detail: `"edit" is not possible: the invoice is ${status.replace('_', ' ')}.`,
  });

/** Throws `invoice.edit_refused` with each place of the changes and the rule that it breaks; nothing where there is none. */
export function refuseChanges(refused: readonly RefusedChange[]): void {
  if (refused.length === 0) return;
  throw new AppError('invoice.edit_refused', {
    errors: refused.map(({ pointer, rule }) => {
      const texts = EDIT_REFUSALS[rule];
      return { pointer: `/changes${pointer}`, code: rule, detail: texts.en, texts };
    }),
  });
}
