import { invoices } from '../../runtime/src/db/schema/index.ts';
import type { FlowDeps } from '../../runtime/src/flow/context.ts';
import type { InvoiceRow } from '../../runtime/src/flow/get-invoice-row.ts';
import type { RawRecord } from '../../runtime/src/flow/ports.ts';
import { createTestHub, type TestHub } from './create-test-hub.ts';
import { createFakeConnector, type FakeConnector } from './fake-connector.ts';
import { type SampleDeal, sampleBundle } from './sample-records.ts';
import { type SeededOrganization, seedOrganization } from './seed-organization.ts';

/** A test hub with one organization and both clouds in memory. */
export type Loop = {
  hub: TestHub;
  organization: SeededOrganization;
  crm: FakeConnector;
  accounting: FakeConnector;
  /** Puts a deal into the CRM and tells the hub, as a webhook would; runs nothing yet. */
  tellOf(deal: SampleDeal): Promise<void>;
  tell(object: string, externalId: string, bundle: RawRecord[], role?: 'crm' | 'accounting'): Promise<void>;
  /** Every invoice of the organization, oldest first. */
  invoices(): Promise<InvoiceRow[]>;
};

/** Starts one; `overrides` replaces single ports. Close `loop.hub` in `afterAll`. */
export async function createLoop(overrides: Partial<FlowDeps> = {}): Promise<Loop> {
  const crm = createFakeConnector('hubspot', { deal: 'id' });
  const accounting = createFakeConnector('xero', {
    contact: 'name',
    item: 'code',
    invoice: 'number',
    credit_note: 'number',
  });
  const hub = await createTestHub({
    connectors: { open: (connection) => (connection.role === 'crm' ? crm : accounting) },
    ...overrides,
  });
  const organization = await seedOrganization(hub);
  const tell: Loop['tell'] = async (object, externalId, bundle, role = 'crm') => {
    (role === 'crm' ? crm : accounting).records.set(`${object}/${externalId}`, bundle);
    hub.clock.advance(1_000);
    const connectionId = role === 'crm' ? organization.hubspot.id : organization.xero.id;
    await hub.database.inOrganization(organization.id, (tx) =>
      hub.deps.jobs.enqueue(tx, [
        {
          stage: 'fetch',
          key: `${connectionId}/${object}/${externalId}`,
          payload: {
            organizationId: organization.id,
            requestId: 'req_test',
            connectionId,
            object,
            externalId,
            hintedAt: hub.clock.now().toISOString(),
          },
        },
      ]),
    );
    hub.clock.advance(1_000);
  };
  return {
    hub,
    organization,
    crm,
    accounting,
    tell,
    tellOf: (deal) => tell('deal', deal.id, sampleBundle(deal)),
    invoices: () =>
      hub.database.inOrganization(organization.id, (tx) => tx.select().from(invoices).orderBy(invoices.id)),
  };
}
