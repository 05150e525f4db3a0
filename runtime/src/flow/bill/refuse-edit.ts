import { AppError } from '../../core/app-error.ts';
import type { DocumentStatus } from '../../core/invoice/document.ts';

/** The refusal to edit an invoice in a state that does not allow it. */
export const refuseEdit = (status: DocumentStatus): AppError =>
  new AppError('invoice.transition_refused', {
    detail: `"edit" is not possible: the invoice is ${status.replace('_', ' ')}.`,
  });
