import type { JsonObject } from '../../runtime/src/core/json.ts';
import { receiveRecords } from '../../runtime/src/flow/ingest/receive-records.ts';
import { createPushConnection } from '../../runtime/src/flow/setup/create-push-connection.ts';
import type { Loop } from './create-loop.ts';

/** Brings a record of a file in and lets all that follows run. */
export type Push = (
  object: 'customer' | 'contact' | 'product' | 'contract' | 'billing_event' | 'payment',
  record: JsonObject,
) => Promise<void>;

/** Adds a push connection of files to a loop. */
export async function acceptFiles({ hub, organization }: Loop): Promise<Push> {
  const system = hub.system(organization.id);
  await hub.database.inOrganization(organization.id, (tx) =>
    createPushConnection(tx, system, { system: 'csv', name: 'Files' }),
  );
  return async (object, record) => {
    hub.clock.advance(1_000);
    await receiveRecords({ ctx: system, input: { system: 'csv', object, records: [record] } });
    await hub.drain();
  };
}
