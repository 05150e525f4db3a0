import { pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './column-types.ts';

export const sealingKeys = pgTable('sealing_keys', {
  keyId: text('key_id').primaryKey(),
  anchorPublicKey: text('anchor_public_key').notNull(),
  firstUsedAt: instant('first_used_at').notNull(),
  retiredAt: instant('retired_at'),
  vouchedBy: text('vouched_by'),
  vouchedUntil: instant('vouched_until'),
  voucher: text('voucher'),
});
