import { and, asc, eq, inArray } from 'drizzle-orm';
import type { CanonicalBillingEvent } from '../../core/canonical/billing-event.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import type { Tx } from '../../db/open-database.ts';
import { billingEvents, canonicalVersions, invoiceLines } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { loadDocument } from '../load-document.ts';

/** A fact as it stood from an instant on. */
export type FactVersion = { version: number; at: Date; event: CanonicalBillingEvent };

/** A fact that proves a line, with every version of it that was stored, oldest first. */
export type EvidenceFact = { id: string; event: CanonicalBillingEvent; history: FactVersion[] };

/** A line of an invoice with the facts that prove it, by their days; none for one that needs no proof. */
export type LineEvidence = { position: number; name: string; facts: EvidenceFact[] };

/** An invoice with what proves each of its lines. */
export type InvoiceEvidence = { document: InvoiceDocument; lines: LineEvidence[] };

/**
 * Reads what proves the lines of an invoice: deliveries, shipments, hours with who approved them, and how each of these
 * changed (R-F4-2). Throws `invoice.not_found`.
 */
export async function readEvidence({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string };
}): Promise<InvoiceEvidence> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const document = await loadDocument(tx, input.invoiceId);
    authorise(ctx, 'read', document.entityId);
    const lines = await tx
      .select({ position: invoiceLines.position, name: invoiceLines.name, charge: invoiceLines.charge })
      .from(invoiceLines)
      .where(eq(invoiceLines.invoiceId, document.id))
      .orderBy(asc(invoiceLines.position));
    const facts = await loadFactsWithHistory(tx, [
      ...new Set(lines.flatMap(({ charge }) => charge?.evidence ?? [])),
    ]);
    return {
      document,
      lines: lines.map(({ position, name, charge }) => ({
        position,
        name,
        facts: (charge?.evidence ?? []).flatMap((id) => facts.get(id) ?? []),
      })),
    };
  });
}

async function loadFactsWithHistory(tx: Tx, ids: readonly string[]): Promise<Map<string, EvidenceFact>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: billingEvents.id, event: billingEvents.body })
    .from(billingEvents)
    .where(inArray(billingEvents.id, [...ids]));
  const versions = await tx
    .select({
      id: canonicalVersions.canonicalId,
      version: canonicalVersions.version,
      at: canonicalVersions.createdAt,
      body: canonicalVersions.body,
    })
    .from(canonicalVersions)
    .where(
      and(
        eq(canonicalVersions.kind, 'billing_event'),
        inArray(
          canonicalVersions.canonicalId,
          rows.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(asc(canonicalVersions.version));
  const byFact = Map.groupBy(versions, ({ id }) => id);
  return new Map(
    rows.map(({ id, event }) => {
      const history = (byFact.get(id) ?? []).map(({ version, at, body }) => ({
        version,
        at,
        // What is stored under this kind was checked on its way in.
        event: body as CanonicalBillingEvent,
      }));
      return [id, { id, event, history }];
    }),
  );
}
