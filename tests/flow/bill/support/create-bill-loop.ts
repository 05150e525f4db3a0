import { eq } from 'drizzle-orm';
import {
  approvalRequests,
  deadLetters,
  entities,
  invoiceEvents,
} from '../../../../runtime/src/db/schema/index.ts';
import type { InvoiceRow } from '../../../../runtime/src/flow/get-invoice-row.ts';
import { createLoop, type Loop } from '../../../support/create-loop.ts';
import type { SampleDeal } from '../../../support/sample-records.ts';

/** A loop with what the tests of drafting look at. */
export type BillLoop = Loop & {
  /** Tells of a deal and runs everything that follows. */
  sell(deal: SampleDeal): Promise<void>;
  /** The only invoice there is that was not discarded. */
  live(): Promise<InvoiceRow>;
  eventsOf(invoiceId: string): Promise<string[]>;
  requestStatesOf(invoiceId: string): Promise<string[]>;
  /** Codes of the letters of drafts that wait for somebody. */
  deadDrafts(): Promise<{ code: string; detail: string }[]>;
  setEntity(entityId: string, set: Partial<typeof entities.$inferInsert>): Promise<void>;
};

/** Starts one; close `loop.hub` in `afterAll`. */
export async function createBillLoop(): Promise<BillLoop> {
  const loop = await createLoop();
  const inOrganization: Loop['hub']['database']['inOrganization'] = (_id, work) =>
    loop.hub.database.inOrganization(loop.organization.id, work);
  return {
    ...loop,
    sell: async (deal) => {
      await loop.tellOf(deal);
      await loop.hub.drain();
    },
    live: async () => {
      const rows = (await loop.invoices()).filter((row) => row.documentStatus !== 'discarded');
      const [only] = rows;
      if (only === undefined || rows.length > 1) throw new Error(`${rows.length} invoices are live, not one`);
      return only;
    },
    eventsOf: async (invoiceId) => {
      const rows = await inOrganization('', (tx) =>
        tx
          .select({ type: invoiceEvents.type })
          .from(invoiceEvents)
          .where(eq(invoiceEvents.invoiceId, invoiceId))
          .orderBy(invoiceEvents.sequence),
      );
      return rows.map((row) => row.type);
    },
    requestStatesOf: async (invoiceId) => {
      const rows = await inOrganization('', (tx) =>
        tx
          .select({ state: approvalRequests.state })
          .from(approvalRequests)
          .where(eq(approvalRequests.invoiceId, invoiceId))
          .orderBy(approvalRequests.id),
      );
      return rows.map((row) => row.state);
    },
    deadDrafts: async () => {
      const rows = await inOrganization('', (tx) =>
        tx.select().from(deadLetters).where(eq(deadLetters.state, 'dead')).orderBy(deadLetters.id),
      );
      return rows.filter((row) => row.queue === 'draft').map(({ code, detail }) => ({ code, detail }));
    },
    setEntity: async (entityId, set) => {
      await inOrganization('', (tx) => tx.update(entities).set(set).where(eq(entities.id, entityId)));
    },
  };
}
