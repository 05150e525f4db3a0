import { eq, sql } from 'drizzle-orm';
import { isAnyOf } from '../../db/is-any-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines, invoices } from '../../db/schema/index.ts';
import { sourceKeyOf } from '../bill/draft-parts.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import type { DraftPair } from './pair-drafts.ts';

type Computed = DraftPair['computed'];

/**
 * Finds the voided invoices in whose place new drafts stand: each bills what one of them billed, for the same customer and
 * legal entity. Returns what tells a draft's, locked; undefined where there is none, and where several were or several
 * drafts share one: which of them it replaces is then no fact, and nobody is told a guess.
 */
export async function findReplaced(
  tx: Tx,
  drafts: readonly Computed[],
): Promise<(draft: Computed) => InvoiceRow | undefined> {
  const keysOf = new Map(drafts.map((draft) => [draft, draft.content.lines.flatMap(keyOf)]));
  const keys = [...keysOf.values()].flat();
  if (keys.length === 0) return () => undefined;
  const freed = await loadFreed(tx, keys);
  const candidatesOf = ({ entityId, customerId }: Computed, own: readonly string[]): InvoiceRow[] => [
    ...new Set(
      freed
        .filter(({ key, invoice }) => {
          const isSameHome = invoice.entityId === entityId && invoice.customerId === customerId;
          return isSameHome && own.includes(key);
        })
        .map(({ invoice }) => invoice),
    ),
  ];
  const found = new Map([...keysOf].map(([draft, own]) => [draft, candidatesOf(draft, own)]));
  const all = [...found.values()].flat();
  return (draft) => {
    const [only, ...others] = found.get(draft) ?? [];
    const isShared = all.filter((each) => each === only).length > 1;
    return others.length > 0 || isShared ? undefined : only;
  };
}

const keyOf = ({ line }: Computed['content']['lines'][number]): string[] => {
  const key = sourceKeyOf(line);
  return key === null ? [] : [key];
};

type Freed = { key: string; invoice: InvoiceRow };

/** What voided invoices billed of these keys, save those that are replaced already. */
async function loadFreed(tx: Tx, keys: readonly string[]): Promise<Freed[]> {
  const lines = await tx
    .select({ key: invoiceLines.sourceKey, invoiceId: invoiceLines.invoiceId })
    .from(invoiceLines)
    .where(
      sql`not ${invoiceLines.isLive} and ${invoiceLines.sourceKey} is not null and ${isAnyOf(invoiceLines.sourceKey, keys)}`,
    );
  if (lines.length === 0) return [];
  const rows = await tx
    .select()
    .from(invoices)
    .where(
      sql`${isAnyOf(
        invoices.id,
        lines.map(({ invoiceId }) => invoiceId),
      )} and ${eq(invoices.documentStatus, 'voided')} and not exists (
        select from ${invoices} r where r.organization_id = ${invoices.organizationId}
          and r.replaces_invoice_id = ${invoices.id} and r.document_status <> 'discarded')`,
    )
    .orderBy(invoices.id)
    .for('update');
  const byId = new Map(rows.map((row) => [row.id, row]));
  return lines.flatMap(({ key, invoiceId }) => {
    const invoice = byId.get(invoiceId);
    return key === null || invoice === undefined ? [] : [{ key, invoice }];
  });
}
