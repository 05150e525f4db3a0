import type { RawRecord } from '../../../flow/ports.ts';
import type { HubspotObject } from './api-types.ts';

/** A CRM object as a raw record: its id and properties, as HubSpot gave them. */
export function objectToRecord(object: string, { id, properties, updatedAt }: HubspotObject): RawRecord {
  return { object, externalId: id, modifiedAt: updatedAt, payload: { id, properties } };
}
