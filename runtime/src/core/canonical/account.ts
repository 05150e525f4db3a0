import { z } from 'zod';
import { SourceKey } from './texts.ts';

/** The five classes of double entry. */
const AccountClass = z.enum(['asset', 'liability', 'equity', 'revenue', 'expense']);

/** An account of a ledger's chart (勘定科目). */
export const CanonicalAccount = z.strictObject({
  /** What lines of the same ledger name it by. */
  code: SourceKey,
  name: z.string().min(1).max(200),
  class: AccountClass,
  /** The ledger's own finer word, such as CURRENT of Xero or 売掛金 of freee. */
  type: z.string().min(1).max(100).optional(),
  /** The tax code that lines on it have unless they say otherwise. */
  taxCode: SourceKey.optional(),
  isActive: z.boolean(),
});
export type CanonicalAccount = z.infer<typeof CanonicalAccount>;
