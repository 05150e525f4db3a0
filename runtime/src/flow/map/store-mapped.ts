import { assertNever } from '../../core/assert.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import type { NewJob } from '../jobs.ts';
import type { AnyMappedRecord } from './mapped-record.ts';
import { storeContact } from './store-contact.ts';
import { storeCustomer } from './store-customer.ts';
import { storeDeal } from './store-deal.ts';
import { storePayment } from './store-payment.ts';
import { storeProduct } from './store-product.ts';

/** Stores a mapped record of any kind; returns the jobs that follow from it. */
export async function storeMapped(tx: Tx, ctx: Ctx, mapped: AnyMappedRecord): Promise<NewJob[]> {
  const common = { organizationId: ctx.organizationId, requestId: ctx.requestId };
  switch (mapped.kind) {
    case 'customer':
      await storeCustomer(tx, ctx, mapped);
      return [];
    case 'contact':
      await storeContact(tx, ctx, mapped);
      return [];
    case 'product':
      await storeProduct(tx, ctx, mapped);
      return [];
    case 'deal': {
      const { id } = await storeDeal(tx, ctx, mapped);
      // Also when nothing changed: the deal's customer or contacts may have, and drafting twice makes nothing twice.
      return mapped.value.isWon ? [{ stage: 'draft', key: id, payload: { ...common, dealId: id } }] : [];
    }
    case 'payment': {
      const { id, isChanged } = await storePayment(tx, ctx, mapped);
      return isChanged
        ? [{ stage: 'settle', key: mapped.value.invoiceNumber, payload: { ...common, paymentId: id } }]
        : [];
    }
    default:
      return assertNever(mapped);
  }
}
