import { and, eq, isNotNull } from 'drizzle-orm';
import { assert, assertNever } from '../../core/assert.ts';
import type { BookedCharge } from '../../core/billing/charge.ts';
import type { LineCharge } from '../../core/billing/line-charge.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines, invoices } from '../../db/schema/index.ts';

/**
 * What is on issued invoices of a contract under each key; drafts are made anew by every run. `with_drafts` adds what is
 * on these, for those who ask what is on no invoice at all.
 */
export async function loadBooked(
  tx: Tx,
  contractId: string,
  which: 'issued' | 'with_drafts' = 'issued',
): Promise<BookedCharge[]> {
  const rows = await tx
    .select({
      key: invoiceLines.chargeKey,
      sku: invoiceLines.sku,
      charge: invoiceLines.charge,
      netMinor: invoiceLines.netMinor,
    })
    .from(invoiceLines)
    .innerJoin(
      invoices,
      and(eq(invoices.organizationId, invoiceLines.organizationId), eq(invoices.id, invoiceLines.invoiceId)),
    )
    .where(
      and(
        eq(invoiceLines.contractId, contractId),
        eq(invoiceLines.isLive, true),
        which === 'issued' ? isNotNull(invoices.number) : undefined,
      ),
    )
    .orderBy(invoices.id, invoiceLines.position);
  const booked = new Map<string, BookedCharge>();
  for (const { key, sku, charge, netMinor } of rows) {
    assert(key !== null && charge !== null, 'a line of a contract says what it bills');
    const known = booked.get(key) ?? {
      key,
      kind: charge.kind,
      sku,
      period: charge.period,
      invoiceOn: charge.invoiceOn,
      fullMinor: 0n,
      differenceMinor: 0n,
      adjustmentMinor: 0n,
    };
    booked.set(key, add(known, charge, netMinor));
  }
  return [...booked.values()];
}

function add(known: BookedCharge, charge: LineCharge, netMinor: bigint): BookedCharge {
  switch (charge.books) {
    case 'full': {
      const { period, invoiceOn } = charge;
      return { ...known, period, invoiceOn, fullMinor: known.fullMinor + netMinor };
    }
    case 'difference':
      return { ...known, differenceMinor: known.differenceMinor + netMinor };
    case 'adjustment':
      return { ...known, adjustmentMinor: known.adjustmentMinor + netMinor };
    default:
      return assertNever(charge.books);
  }
}
