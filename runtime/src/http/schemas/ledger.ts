import { z } from '@hono/zod-openapi';
import { CanonicalAccount } from '../../core/canonical/account.ts';
import {
  CanonicalLedgerEntry,
  LedgerEntryStatus,
  LedgerEntryType,
} from '../../core/canonical/ledger-entry.ts';
import { Instant, pageOf, SearchQuery } from './common.ts';
import { Source } from './data.ts';

/** What entries of ledgers are narrowed by. */
export const LedgerEntryQuery = SearchQuery.extend({
  query: SearchQuery.shape.query.openapi({
    description: 'A part of the number or of the name of the contact, or the id in its own system.',
  }),
  type: z.enum(LedgerEntryType.options).optional(),
  status: z.enum(LedgerEntryStatus.options).optional(),
  invoiceId: z.string().max(64).optional().openapi({
    description: 'Entries with the number of this invoice of ours; none when no ledger holds it.',
  }),
  isOurs: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .openapi({
      type: 'boolean',
      description:
        'True for entries with the number of an invoice of ours, false for those that we do not know.',
    }),
});

/** An entry of a ledger. */
export const LedgerEntrySchema = z
  .object({
    id: z.string(),
    version: z.int(),
    invoiceId: z.string().nullable().openapi({
      description: 'Our invoice or credit note of the same number; null when we know none.',
    }),
    entry: z.object(CanonicalLedgerEntry.shape),
    sources: z.array(Source),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .openapi('LedgerEntry');
export const LedgerEntryPage = pageOf('LedgerEntryPage', LedgerEntrySchema);

/** An account of a ledger's chart. */
const AccountSchema = z
  .object({
    id: z.string(),
    version: z.int(),
    account: z.object(CanonicalAccount.shape),
    sources: z.array(Source),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .openapi('Account');
export const AccountPage = pageOf('AccountPage', AccountSchema);
