import { AppError } from '../../../core/app-error.ts';
import type { CheckedDraft } from './load-builder.ts';

/**
 * Throws `rules.definition_invalid` for a value that cannot be read: it is in no expression, and without this the rule
 * before it would be saved or tried.
 */
export function refuseTyping({ rules }: CheckedDraft): void {
  const errors = rules.flatMap(({ rule, rowErrors }, at) =>
    [...rowErrors.values()].map(({ reason }) => ({
      pointer: `/rules/${at}/when`,
      code: 'rules.definition_invalid',
      detail: `rule ${rule.id}: a value ${reason}`,
    })),
  );
  if (errors.length > 0) throw new AppError('rules.definition_invalid', { errors });
}
