import { desc, eq } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { disputes } from '../../db/schema/index.ts';
import { type SettledWith, settledWithOf } from '../dispute/settled-with.ts';
import { findReplacement } from '../reissue/find-replacement.ts';

/** A dispute about an invoice; the amount is decimal text in the currency of the invoice. */
export type DisputeView = {
  id: string;
  cause: 'customer' | 'chargeback';
  state: 'open' | 'accepted' | 'rejected' | 'withdrawn';
  /** The lines that it is about; null is the whole invoice. */
  positions: number[] | null;
  amount: string;
  reason: string;
  openedBy: Actor;
  openedAt: Date;
  closedBy: Actor | null;
  closedAt: Date | null;
  outcomeReason: string | null;
  /** What an accepted one is settled with. */
  settledWith: SettledWith | null;
  creditNoteId: string | null;
  /** The document in place of the voided invoice, once it is drafted. */
  replacementId: string | null;
  /** Of an accepted one whose void a ledger refused: the dispute that is open again for it. */
  reopenedAsId: string | null;
  /** Of such a dispute: the one that was accepted, and what the ledger said. */
  reopensId: string | null;
  reopenedBecause: string | null;
};

/** Reads the disputes about an invoice, the newest first. */
export async function loadDisputes(
  tx: Tx,
  invoice: { id: string; currency: string },
): Promise<DisputeView[]> {
  const rows = await tx
    .select()
    .from(disputes)
    .where(eq(disputes.invoiceId, invoice.id))
    .orderBy(desc(disputes.id));
  if (rows.length === 0) return [];
  const replacementId = (await findReplacement(tx, invoice.id)) ?? null;
  const reopenedAs = new Map(rows.map(({ id, reopensId }) => [reopensId, id]));
  return rows.map(({ organizationId: _org, invoiceId: _invoice, amountMinor, isReissue, ...dispute }) => {
    const reopenedAsId = reopenedAs.get(dispute.id) ?? null;
    return {
      ...dispute,
      amount: moneyToText(money(amountMinor, currencyOf(invoice.currency))),
      settledWith: settledWithOf({ ...dispute, isReissue }),
      replacementId: isReissue && reopenedAsId === null ? replacementId : null,
      reopenedAsId,
    };
  });
}
