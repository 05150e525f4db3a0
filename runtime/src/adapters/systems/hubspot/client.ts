import type { z } from 'zod';
import { AppError } from '../../../core/app-error.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { Transport, TransportRequest } from '../../../flow/ports.ts';
import {
  HubspotAssociations,
  HubspotBatch,
  HubspotDeal,
  HubspotObject,
  HubspotProperties,
  type HubspotProperty,
} from './api-types.ts';
import type { HubspotObjectType } from './hubspot-properties.ts';
import { HUBSPOT_VERSION } from './hubspot-version.ts';

/** HubSpot's bound on the inputs of one batch read. */
const BATCH_INPUTS_MAX = 100;
/**
 * The longest list of names that goes into a query: HubSpot answers 414 to one of about 15,000 characters
 * (airbytehq/airbyte#33976). A longer one goes into the body of a batch read, which has no such bound.
 */
const QUERY_NAMES_MAX_CHARACTERS = 8_000;
/** A deal with more than 5,000 associations of one kind is refused rather than read for ever. */
const ASSOCIATION_PAGES_MAX = 50;

/** The calls that the connector makes. Raise `target.*`, record.not_found, or target.garbage for a wrong shape. */
export type HubspotClient = {
  getObject(type: HubspotObjectType, id: string, properties: readonly string[]): Promise<HubspotObject>;
  /** A deal with the first page of its associations. */
  getDeal(id: string, properties: readonly string[]): Promise<HubspotDeal>;
  /** Those of the ids that exist, in no order; in chunks of 100, all at once. */
  batchRead(
    type: HubspotObjectType,
    ids: readonly string[],
    properties: readonly string[],
  ): Promise<HubspotObject[]>;
  /** The definitions of an object type's properties. */
  listProperties(type: HubspotObjectType): Promise<HubspotProperty[]>;
  /** The pages of a deal's associations after the first. */
  listAssociations(
    dealId: string,
    to: HubspotObjectType,
    after: string,
  ): Promise<HubspotAssociations['results']>;
  updateDeal(id: string, properties: JsonObject): Promise<HubspotObject>;
};

/** Wraps a transport with HubSpot's paths and shapes. */
export function createHubspotClient(transport: Transport): HubspotClient {
  const call = async <Schema extends z.ZodType>(
    schema: Schema,
    request: Omit<TransportRequest, 'limitClass'>,
  ): Promise<z.output<Schema>> => {
    const { body } = await transport.request({ ...request, limitClass: 'general' });
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    const pointers = parsed.error.issues.map(({ path }) => `/${path.join('/')}`).slice(0, 5);
    throw new AppError('target.garbage', {
      detail: 'The answer of HubSpot does not have the documented shape.',
      context: { path: request.path, pointers },
    });
  };
  const objectPath = (type: HubspotObjectType, id: string): string =>
    `/crm/objects/${HUBSPOT_VERSION}/${type}/${encodeURIComponent(id)}`;
  const batchRead: HubspotClient['batchRead'] = async (type, ids, properties) => {
    const chunks: string[][] = [];
    for (let at = 0; at < ids.length; at += BATCH_INPUTS_MAX)
      chunks.push(ids.slice(at, at + BATCH_INPUTS_MAX));
    const batches = await Promise.all(
      chunks.map((chunk) =>
        call(HubspotBatch, {
          method: 'POST',
          path: `/crm/objects/${HUBSPOT_VERSION}/${type}/batch/read`,
          body: { properties: [...properties], inputs: chunk.map((id) => ({ id })) },
        }),
      ),
    );
    return batches.flatMap(({ results }) => results);
  };
  const readOne = async (
    type: HubspotObjectType,
    id: string,
    properties: readonly string[],
  ): Promise<HubspotObject> => {
    const [found] = await batchRead(type, [id], properties);
    if (found === undefined) throw new AppError('record.not_found');
    return found;
  };
  return {
    batchRead,
    getObject: (type, id, properties) =>
      fitsQuery(properties)
        ? call(HubspotObject, {
            method: 'GET',
            path: objectPath(type, id),
            query: { properties: properties.join(',') },
          })
        : readOne(type, id, properties),
    async getDeal(id, properties) {
      const isShort = fitsQuery(properties);
      const deal = await call(HubspotDeal, {
        method: 'GET',
        path: objectPath('deals', id),
        query: {
          properties: isShort ? properties.join(',') : 'hs_object_id',
          associations: 'line_items,companies,contacts',
        },
      });
      return isShort ? deal : { ...deal, ...(await readOne('deals', id, properties)) };
    },
    async listProperties(type) {
      const path = `/crm/properties/${HUBSPOT_VERSION}/${type}`;
      return (await call(HubspotProperties, { method: 'GET', path, query: { archived: 'false' } })).results;
    },
    async listAssociations(dealId, to, firstAfter) {
      const results: HubspotAssociations['results'] = [];
      let after: string | undefined = firstAfter;
      for (let page = 0; page < ASSOCIATION_PAGES_MAX; page += 1) {
        const answer: HubspotAssociations = await call(HubspotAssociations, {
          method: 'GET',
          path: `/crm/v4/objects/deals/${encodeURIComponent(dealId)}/associations/${to}`,
          query: { limit: '500', after },
        });
        results.push(...answer.results);
        after = answer.paging?.next?.after;
        if (after === undefined) return results;
      }
      throw new AppError('target.garbage', { detail: 'The associations of the deal do not end.' });
    },
    updateDeal: (id, properties) =>
      call(HubspotObject, { method: 'PATCH', path: objectPath('deals', id), body: { properties } }),
  };
}

const fitsQuery = (names: readonly string[]): boolean => names.join(',').length <= QUERY_NAMES_MAX_CHARACTERS;
