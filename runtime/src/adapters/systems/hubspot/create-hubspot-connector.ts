import { AppError } from '../../../core/app-error.ts';
import type { Connector, Transport } from '../../../flow/ports.ts';
import { createAccountProperties } from './account-properties.ts';
import { createHubspotClient } from './client.ts';
import { readDealTarget, writeDealTarget } from './deal-target.ts';
import { describeHubspotFields } from './describe-fields.ts';
import { getDeal } from './get-deal.ts';
import { TYPE_BY_OBJECT } from './hubspot-properties.ts';
import { objectToRecord } from './object-to-record.ts';
import { parseHubspotWebhook } from './parse-webhook.ts';
import { verifyHubspotWebhook } from './verify-webhook.ts';

const refuseObject = (object: string): AppError =>
  new AppError('record.object_unknown', {
    detail: `HubSpot objects of kind ${object} are not handled here.`,
  });

type HubspotConnectorOptions = {
  transport: Transport;
  /** Elapsed time for what is known of the account's properties; monotonic by default. */
  nowMs?: () => number;
};

/**
 * HubSpot as a source of deals, companies, contacts and products, and as a target for what we keep on a deal.
 * Other objects raise record.object_unknown.
 */
export function createHubspotConnector({ transport, nowMs }: HubspotConnectorOptions): Connector {
  const client = createHubspotClient(transport);
  const properties = createAccountProperties(client, nowMs ?? (() => performance.now()));
  const readTarget: Connector['read'] = async (object, externalId) => {
    if (object !== 'deal') throw refuseObject(object);
    return readDealTarget(client, externalId);
  };
  return {
    system: 'hubspot',
    verifyWebhook: verifyHubspotWebhook,
    parseWebhook: parseHubspotWebhook,
    async get(object, externalId) {
      if (object === 'deal') return getDeal(client, properties, externalId);
      const type = TYPE_BY_OBJECT[object];
      if (type === undefined) throw refuseObject(object);
      const found = await client.getObject(type, externalId, await properties.namesOf(type));
      return [objectToRecord(object, found)];
    },
    describeFields: (object) => describeHubspotFields(properties, object),
    // Deals are never created by us, so their natural key in HubSpot is their id.
    find: readTarget,
    read: readTarget,
    async write(write) {
      if (write.object !== 'deal') throw refuseObject(write.object);
      return writeDealTarget(client, write);
    },
  };
}
