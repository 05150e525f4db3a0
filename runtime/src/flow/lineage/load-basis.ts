import { eq } from 'drizzle-orm';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import { TRANSITIONS } from '../../core/invoice/transitions.ts';
import type { LineageBasis } from '../../core/lineage/lineage-basis.ts';
import type { Tx } from '../../db/open-database.ts';
import { numberSeries } from '../../db/schema/index.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';
import { type Canonicals, loadCanonicals } from './load-canonicals.ts';
import { loadEntityBasis, loadProductBasis } from './load-kept.ts';
import { lastStamp, loadStamps } from './load-stamps.ts';

const COMPUTES = ['invoice.create', 'invoice.regenerate', 'invoice.edit'];
const MOVES = new Set(['invoice.create', ...TRANSITIONS.map(({ event }) => `invoice.${event}`)]);

/** Everything that the content of an invoice was made of, and which records and mappings it came from. */
export async function loadBasis(
  tx: Tx,
  document: InvoiceDocument,
): Promise<{ basis: LineageBasis; sources: Canonicals['sources'] }> {
  const invoice = await getInvoiceRow(tx, document.id);
  const stamps = (await loadStamps(tx, 'invoice', [document.id])).get(document.id) ?? [];
  const computed = lastStamp(stamps, ...COMPUTES);
  const at = computed === null ? invoice.createdAt : new Date(computed.at);
  const { sources, ...canonicals } = await loadCanonicals(tx, document, at);
  const moved = stamps.findLast(({ action }) => MOVES.has(action));
  const basis: LineageBasis = {
    ...canonicals,
    products: await loadProductBasis(tx, document),
    entity: await loadEntityBasis(tx, document),
    numberPattern: invoice.seriesId === null ? null : await findPattern(tx, invoice.seriesId),
    created: lastStamp(stamps, 'invoice.create'),
    edits: invoice.edits,
    computed,
    issued: lastStamp(stamps, 'invoice.issue'),
    moved: moved === undefined ? null : { by: moved.by, at: moved.at },
  };
  return { basis, sources };
}

async function findPattern(tx: Tx, seriesId: string): Promise<string | null> {
  const [series] = await tx
    .select({ pattern: numberSeries.pattern })
    .from(numberSeries)
    .where(eq(numberSeries.id, seriesId));
  return series?.pattern ?? null;
}
