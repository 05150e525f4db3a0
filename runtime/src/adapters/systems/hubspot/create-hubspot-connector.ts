import { AppError } from '../../../core/app-error.ts';
import type { Connector, Transport } from '../../../flow/ports.ts';
import { createHubspotClient } from './client.ts';
import { readDealTarget, writeDealTarget } from './deal-target.ts';
import { getDeal } from './get-deal.ts';
import type { HubspotObjectType } from './hubspot-properties.ts';
import { objectToRecord } from './object-to-record.ts';
import { parseHubspotWebhook } from './parse-webhook.ts';
import { verifyHubspotWebhook } from './verify-webhook.ts';

const SINGLE_OBJECTS: Readonly<Record<string, HubspotObjectType>> = {
  company: 'companies',
  contact: 'contacts',
  product: 'products',
};

const refuseObject = (object: string): AppError =>
  new AppError('record.object_unknown', {
    detail: `HubSpot objects of kind ${object} are not handled here.`,
  });

/**
 * HubSpot as a source of deals, companies, contacts and products, and as a target for what we keep on a deal.
 * Other objects raise record.object_unknown.
 */
export function createHubspotConnector({ transport }: { transport: Transport }): Connector {
  const client = createHubspotClient(transport);
  const readTarget: Connector['read'] = async (object, externalId) => {
    if (object !== 'deal') throw refuseObject(object);
    return readDealTarget(client, externalId);
  };
  return {
    system: 'hubspot',
    verifyWebhook: verifyHubspotWebhook,
    parseWebhook: parseHubspotWebhook,
    async get(object, externalId) {
      if (object === 'deal') return getDeal(client, externalId);
      const type = SINGLE_OBJECTS[object];
      if (type === undefined) throw refuseObject(object);
      return [objectToRecord(object, await client.getObject(type, externalId))];
    },
    // Deals are never created by us, so their natural key in HubSpot is their id.
    find: readTarget,
    read: readTarget,
    async write(write) {
      if (write.object !== 'deal') throw refuseObject(write.object);
      return writeDealTarget(client, write);
    },
  };
}
