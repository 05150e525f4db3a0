import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { voidStanding } from '../approve/standing/void-standing.ts';
import type { Ctx } from '../context.ts';
import type { NewJob } from '../jobs.ts';
import { recordKeyOf } from '../subject-key.ts';
import type { ContractRef } from './bills-of-facts.ts';
import type { Party } from './drafts-of-parties.ts';
import { keepRefusal } from './keep-refusal.ts';
import type { AnyMappedRecord, MappedRecord } from './mapped-record.ts';
import { storePayment } from './store-payment.ts';
import { storeProduct } from './store-product.ts';
import {
  type StoredCanonical,
  storeVersioned,
  type ToStore,
  type VersionedRecord,
} from './store-versioned.ts';
import { VERSIONED_KINDS } from './versioned-table.ts';

/** What follows from a stored record: jobs, the deals of a party that is new or changed, the contract of a fact that is. */
export type StoredMapped = { jobs: NewJob[]; changedParty?: Party; changedContract?: ContractRef };

/** A mapped record with the id of ours that its source is linked to; undefined when the source is new. */
export type ReadyToStore = { mapped: AnyMappedRecord; linkedId: string | undefined };

/**
 * Stores mapped records of distinct sources; returns what follows from them, and the keys of those that their own table
 * refused, which are dead letters now.
 */
export async function storeMapped(
  tx: Tx,
  ctx: Ctx,
  ready: ReadyToStore[],
): Promise<{ stored: StoredMapped[]; refusedKeys: ReadonlySet<string> }> {
  const versioned = ready.flatMap(({ mapped, linkedId }): ToStore[] =>
    isVersioned(mapped) ? [{ mapped, linkedId }] : [],
  );
  const results = await storeVersioned(tx, ctx, versioned);
  const stored = versioned.flatMap(({ mapped }, index) => {
    const result = results[index];
    return result === undefined ? [] : [followUp(ctx, mapped, result)];
  });
  await voidStanding(
    tx,
    ctx,
    versioned.flatMap(({ mapped }, index) => {
      const result = results[index];
      return mapped.kind === 'contract' && result?.isChanged === true
        ? [{ contractId: result.id, body: mapped.value }]
        : [];
    }),
  );
  const refusedKeys = new Set<string>();
  for (const { mapped, linkedId } of ready) {
    if (mapped.kind === 'product') await storeProduct(tx, ctx, mapped, linkedId);
    if (mapped.kind !== 'payment') continue;
    try {
      stored.push(followPayment(ctx, mapped, await storePayment(tx, ctx, mapped, linkedId)));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refusedKeys.add(recordKeyOf(mapped.source));
      await keepRefusal(tx, ctx, { source: mapped.source, error });
    }
  }
  return { stored, refusedKeys };
}

const isVersioned = (mapped: AnyMappedRecord): mapped is VersionedRecord =>
  VERSIONED_KINDS.some((kind) => kind === mapped.kind);

function followUp(
  ctx: Ctx,
  { kind, source, value }: VersionedRecord,
  { id, isChanged }: StoredCanonical,
): StoredMapped {
  const { organizationId, requestId } = ctx;
  switch (kind) {
    case 'deal':
      // Also when nothing changed, and when it is not won: it may have been, and its invoice must not go out then.
      return { jobs: [{ stage: 'draft', key: id, payload: { organizationId, requestId, dealId: id } }] };
    case 'contract':
      return { jobs: [{ stage: 'bill', key: id, payload: { organizationId, requestId, contractId: id } }] };
    case 'billing_event':
      return isChanged
        ? { jobs: [], changedContract: { ...source, externalId: value.contractKey } }
        : { jobs: [] };
    case 'ledger_entry':
    case 'account':
      // Read beside our invoices, never into them.
      return { jobs: [] };
    default:
      return isChanged ? { jobs: [], changedParty: { kind, ...source } } : { jobs: [] };
  }
}

function followPayment(
  { organizationId, requestId }: Ctx,
  { value }: MappedRecord<'payment'>,
  { id, isChanged }: StoredCanonical,
): StoredMapped {
  if (!isChanged) return { jobs: [] };
  const payload = { organizationId, requestId, paymentId: id };
  return { jobs: [{ stage: 'settle', key: value.invoiceNumber, payload }] };
}
