import { type SQL, sql } from 'drizzle-orm';
import { assertNever } from '../../core/assert.ts';
import type { BookedCharge } from '../../core/billing/charge.ts';
import type { LineCharge } from '../../core/billing/line-charge.ts';
import { isAnyOf } from '../../db/is-any-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines, invoices } from '../../db/schema/index.ts';

/** What invoices have of a contract. */
export type BookedContract = {
  /** By key, each once. */
  charges: BookedCharge[];
  /** The largest net that one invoice has of it, in minor units; null while there are too few to go by. */
  usualMinor: bigint | null;
};

/** From this many invoices on a contract has something usual. */
const KNOWN_FROM = 3;

const NOTHING: BookedContract = { charges: [], usualMinor: null };

/**
 * What is on issued invoices of a contract under each key; drafts are made anew by every run. `with_drafts` adds what is
 * on these, for those who ask what is on no invoice at all.
 */
export async function loadBooked(
  tx: Tx,
  contractId: string,
  which: 'issued' | 'with_drafts' = 'issued',
): Promise<BookedCharge[]> {
  const bookedOf = await loadBookedOf(tx, [contractId], which);
  return bookedOf(contractId).charges;
}

type BookedLine = { contractId: string; invoiceId: string; key: string; sku: string; charge: LineCharge } & {
  netMinor: bigint;
};

/** What is on issued invoices of several contracts; returns what tells one's. See `loadBooked`. */
export async function loadBookedOf(
  tx: Tx,
  contractIds: readonly string[],
  which: 'issued' | 'with_drafts' = 'issued',
): Promise<(contractId: string) => BookedContract> {
  const isWanted: SQL = which === 'issued' ? sql`and i.number is not null` : sql``;
  const rows = await tx.execute<Omit<BookedLine, 'netMinor'> & { net: string }>(sql`
    select l.contract_id as "contractId", l.invoice_id as "invoiceId", l.charge_key as key, l.sku, l.charge,
      l.net_minor::text as net
    from ${invoiceLines} l
    join ${invoices} i on i.organization_id = l.organization_id and i.id = l.invoice_id ${isWanted}
    where ${isAnyOf(sql`l.contract_id`, contractIds)} and l.is_live
    order by l.invoice_id, l.position`);
  const lines = rows.map(({ net, ...line }) => ({ ...line, netMinor: BigInt(net) }));
  const byContract = new Map(
    [...Map.groupBy(lines, ({ contractId }) => contractId)].map(([id, ofContract]) => [
      id,
      { charges: chargesOf(ofContract), usualMinor: usualMinorOf(ofContract) },
    ]),
  );
  return (contractId) => byContract.get(contractId) ?? NOTHING;
}

function chargesOf(lines: readonly BookedLine[]): BookedCharge[] {
  const booked = new Map<string, BookedCharge>();
  for (const { key, sku, charge, netMinor } of lines) {
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

/** What people give back is on credit notes, which are no measure of what a contract bills. */
function usualMinorOf(lines: readonly BookedLine[]): bigint | null {
  const billed = lines.filter(({ charge }) => charge.books !== 'adjustment');
  const nets = [...Map.groupBy(billed, ({ invoiceId }) => invoiceId).values()].map((ofInvoice) =>
    ofInvoice.reduce((sum, { netMinor }) => sum + netMinor, 0n),
  );
  if (nets.length < KNOWN_FROM) return null;
  let largestMinor = 0n;
  for (const netMinor of nets) if (netMinor > largestMinor) largestMinor = netMinor;
  return largestMinor > 0n ? largestMinor : null;
}
