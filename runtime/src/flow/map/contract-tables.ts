import { collectiveKey } from '../../core/billing/collective/collective-key.ts';
import type { CanonicalBillingEvent } from '../../core/canonical/billing-event.ts';
import { isAnyOf } from '../../db/is-any-of.ts';
import { billingEvents, contracts } from '../../db/schema/index.ts';
import { writeMany } from '../../db/write-many.ts';
import { NEXT_VERSION, ROW_KEY, type VersionedTable } from './versioned-table.ts';

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
      .where(isAnyOf(contracts.id, ids))
      .orderBy(contracts.id)
      .for('update'),
  write: (tx, rows) =>
    writeMany(
      tx,
      contracts,
      rows.map(({ columns, source, value }) => ({
        ...columns,
        title: value.title,
        form: value.revisions[0]?.plan.form ?? 'subscription',
        currency: value.currency,
        partyKeys: [value.customerKey, ...value.contactKeys],
        collectiveKey: collectiveKey(value, source),
        body: value,
      })),
      {
        target: ROW_KEY,
        update: [...NEXT_VERSION, 'title', 'form', 'currency', 'partyKeys', 'collectiveKey'],
      },
    ),
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
      .where(isAnyOf(billingEvents.id, ids))
      .orderBy(billingEvents.id)
      .for('update'),
  write: (tx, rows) =>
    writeMany(
      tx,
      billingEvents,
      rows.map(({ columns, source, value }) => ({
        ...columns,
        ...source,
        contractKey: value.contractKey,
        kind: value.kind,
        ...usageColumns(value),
        body: value,
      })),
      {
        target: ROW_KEY,
        update: [...NEXT_VERSION, 'contractKey', 'kind', 'meter', 'occurredAt', 'quantity', 'uniqueKey'],
      },
    ),
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
