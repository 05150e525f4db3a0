import { assertNever } from '../../core/assert.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import type { NewJob } from '../jobs.ts';
import type { Party } from './drafts-of-parties.ts';
import type { AnyMappedRecord, MappedRecord } from './mapped-record.ts';
import { storeContact } from './store-contact.ts';
import { storeCustomer } from './store-customer.ts';
import { storeDeal } from './store-deal.ts';
import { storePayment } from './store-payment.ts';
import { storeProduct } from './store-product.ts';
import type { StoredCanonical } from './store-versioned.ts';

/** What follows from a stored record: jobs, and the deals of a party that is new or changed. */
export type StoredMapped = { jobs: NewJob[]; changedParty?: Party };

/** Stores a mapped record of any kind; returns what follows from it. */
export async function storeMapped(tx: Tx, ctx: Ctx, mapped: AnyMappedRecord): Promise<StoredMapped> {
  const common = { organizationId: ctx.organizationId, requestId: ctx.requestId };
  switch (mapped.kind) {
    case 'customer':
      return partyOf(mapped, await storeCustomer(tx, ctx, mapped));
    case 'contact':
      return partyOf(mapped, await storeContact(tx, ctx, mapped));
    case 'product':
      await storeProduct(tx, ctx, mapped);
      return { jobs: [] };
    case 'deal': {
      const { id } = await storeDeal(tx, ctx, mapped);
      // Also when nothing changed, and when it is not won: it may have been, and its invoice must not go out then.
      return { jobs: [{ stage: 'draft', key: id, payload: { ...common, dealId: id } }] };
    }
    case 'payment': {
      const { id, isChanged } = await storePayment(tx, ctx, mapped);
      if (!isChanged) return { jobs: [] };
      const payload = { ...common, paymentId: id };
      return { jobs: [{ stage: 'settle', key: mapped.value.invoiceNumber, payload }] };
    }
    default:
      return assertNever(mapped);
  }
}

function partyOf(
  { kind, source }: MappedRecord<'customer'> | MappedRecord<'contact'>,
  { isChanged }: StoredCanonical,
): StoredMapped {
  return isChanged ? { jobs: [], changedParty: { kind, ...source } } : { jobs: [] };
}
