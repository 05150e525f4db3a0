import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import type { NewJob } from '../jobs.ts';
import { recordKeyOf } from '../subject-key.ts';
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

/** What follows from a stored record: jobs, and the deals of a party that is new or changed. */
export type StoredMapped = { jobs: NewJob[]; changedParty?: Party };

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
  const refusedKeys = new Set<string>();
  for (const { mapped, linkedId } of ready) {
    if (mapped.kind === 'product') await storeProduct(tx, ctx, mapped);
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
  mapped.kind === 'customer' || mapped.kind === 'contact' || mapped.kind === 'deal';

function followUp(
  ctx: Ctx,
  { kind, source }: VersionedRecord,
  { id, isChanged }: StoredCanonical,
): StoredMapped {
  if (kind !== 'deal') return isChanged ? { jobs: [], changedParty: { kind, ...source } } : { jobs: [] };
  const { organizationId, requestId } = ctx;
  // Also when nothing changed, and when it is not won: it may have been, and its invoice must not go out then.
  return { jobs: [{ stage: 'draft', key: id, payload: { organizationId, requestId, dealId: id } }] };
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
