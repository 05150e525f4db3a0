import type { ErrorCode } from '../../core/error-codes.ts';

/** A ledger's own no to a void. Anything else, such as a token that ran out, is mended and tried again. */
export const VOID_REFUSALS: ReadonlySet<ErrorCode> = new Set([
  'target.refused',
  'target.conflict',
  'target.read_back_differs',
  'record.not_found',
]);
