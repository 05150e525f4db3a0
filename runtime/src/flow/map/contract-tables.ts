import { inArray, sql } from 'drizzle-orm';
import type { CanonicalBillingEvent } from '../../core/canonical/billing-event.ts';
import { billingEvents, contracts } from '../../db/schema/index.ts';
import { NEXT_VERSION, type VersionedTable } from './versioned-table.ts';

/** How contracts are read and written. */
export const CONTRACT_TABLE: VersionedTable<'contract'> = {
  findForUpdate: (tx, ids) =>
    tx
      .select({
        id: contracts.id,
        version: contracts.version,
        bodyHash: contracts.bodyHash,
        body: contracts.body,
      })
      .from(contracts)
      .where(inArray(contracts.id, ids))
      .orderBy(contracts.id)
      .for('update'),
  write: (tx, rows) =>
    tx
      .insert(contracts)
      .values(
        rows.map(({ columns, value }) => ({
          ...columns,
          title: value.title,
          form: value.revisions[0]?.plan.form ?? 'subscription',
          currency: value.currency,
          partyKeys: [value.customerKey, ...value.contactKeys],
          body: value,
        })),
      )
      .onConflictDoUpdate({
        target: [contracts.organizationId, contracts.id],
        set: {
          ...NEXT_VERSION,
          title: sql`excluded.title`,
          form: sql`excluded.form`,
          currency: sql`excluded.currency`,
          partyKeys: sql`excluded.party_keys`,
        },
      }),
};

/** How the facts of contracts are read and written. */
export const BILLING_EVENT_TABLE: VersionedTable<'billing_event'> = {
  findForUpdate: (tx, ids) =>
    tx
      .select({
        id: billingEvents.id,
        version: billingEvents.version,
        bodyHash: billingEvents.bodyHash,
        body: billingEvents.body,
      })
      .from(billingEvents)
      .where(inArray(billingEvents.id, ids))
      .orderBy(billingEvents.id)
      .for('update'),
  write: (tx, rows) =>
    tx
      .insert(billingEvents)
      .values(
        rows.map(({ columns, source, value }) => ({
          ...columns,
          ...source,
          contractKey: value.contractKey,
          kind: value.kind,
          ...usageColumns(value),
          body: value,
        })),
      )
      .onConflictDoUpdate({
        target: [billingEvents.organizationId, billingEvents.id],
        set: {
          ...NEXT_VERSION,
          contractKey: sql`excluded.contract_key`,
          kind: sql`excluded.kind`,
          meter: sql`excluded.meter`,
          occurredAt: sql`excluded.occurred_at`,
          quantity: sql`excluded.quantity`,
          uniqueKey: sql`excluded.unique_key`,
        },
      }),
};

/** What usage is aggregated by. */
const usageColumns = (event: CanonicalBillingEvent) =>
  event.kind === 'usage'
    ? {
        meter: event.meter,
        occurredAt: new Date(event.at),
        quantity: event.quantity,
        uniqueKey: event.uniqueKey ?? null,
      }
    : {};
