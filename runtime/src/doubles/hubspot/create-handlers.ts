import { z } from 'zod';
import type { JsonObject } from '../../core/json.ts';
import type { DoubleCall, DoubleHandler, DoubleResponse } from '../shared/double-types.ts';
import type { HubspotStore } from './create-hubspot-store.ts';
import { HUBSPOT_ERRORS, hubspotError } from './hubspot-errors.ts';
import { type StoredObject, StoredType } from './hubspot-types.ts';
import { pageOf } from './page-of.ts';
import { propertyToApi } from './property-to-api.ts';

/** One update as HubSpot took it. */
export type DealWrite = { dealId: string; properties: Record<string, string>; at: number };

type HandlerContext = {
  store: HubspotStore;
  writes: DealWrite[];
  nowMs: () => number;
  associationPageMax: number;
};

/** Properties that HubSpot returns whether they were asked for or not. */
const ALWAYS_RETURNED = ['createdate', 'hs_lastmodifieddate', 'lastmodifieddate', 'hs_object_id'];

const UpdateBody = z.object({ properties: z.record(z.string(), z.string()) });
const BatchBody = z.object({
  properties: z.array(z.string()),
  inputs: z.array(z.object({ id: z.string() })),
});

/** The double's operations, by the contract's operationId. */
export function createHandlers(context: HandlerContext): Record<string, DoubleHandler> {
  const { store, writes, nowMs, associationPageMax } = context;
  const find = (call: DoubleCall): StoredObject | undefined =>
    store.find(StoredType.parse(call.params['objectType']), call.params['objectId'] ?? '');
  return {
    getObject(call) {
      const found = find(call);
      if (found === undefined) return HUBSPOT_ERRORS.notFound();
      const wanted = listOf(call.query['associations']).map((name) => StoredType.parse(name));
      const associations: JsonObject = {};
      for (const type of wanted) {
        const { items, after } = pageOf(store.associationsOf(found.id, type), undefined, associationPageMax);
        if (items.length === 0) continue;
        const results = items.map(({ id, type: name }) => ({ id, type: name }));
        // The real answer names line items with a space.
        associations[type.replace('_', ' ')] = { results, ...nextOf(after) };
      }
      const body = toApi(found, listOf(call.query['properties']));
      return { status: 200, body: Object.keys(associations).length === 0 ? body : { ...body, associations } };
    },
    updateObject(call): DoubleResponse {
      const found = find(call);
      if (found === undefined || call.params['objectType'] !== 'deals') return HUBSPOT_ERRORS.notFound();
      const { properties } = UpdateBody.parse(call.body);
      const defined = new Set(store.propertiesOf('deals').map(({ name }) => name));
      const unknown = Object.keys(properties).filter((name) => !defined.has(name));
      if (unknown.length > 0) return unknownProperties(unknown);
      store.putDeal({ id: found.id, properties });
      writes.push({ dealId: found.id, properties, at: nowMs() });
      return { status: 200, body: toApi(store.getDeal(found.id), Object.keys(properties)) };
    },
    batchRead(call) {
      const { properties, inputs } = BatchBody.parse(call.body);
      const type = StoredType.parse(call.params['objectType']);
      const results = inputs
        .flatMap(({ id }) => store.find(type, id) ?? [])
        .map((object) => toApi(object, properties));
      const missing = inputs.filter(({ id }) => store.find(type, id) === undefined).map(({ id }) => id);
      const at = new Date(nowMs()).toISOString();
      const batch = { status: 'COMPLETE', results, startedAt: at, completedAt: at };
      if (missing.length === 0) return { status: 200, body: batch };
      const error = {
        status: 'error',
        category: 'OBJECT_NOT_FOUND',
        message: 'Could not get some objects, they may be deleted or not exist. Check that ids are valid.',
        context: { ids: missing },
      };
      return { status: 207, body: { ...batch, numErrors: 1, errors: [error] } };
    },
    listProperties(call) {
      const type = StoredType.parse(call.params['objectType']);
      // None of ours is ever archived.
      const defined = call.query['archived'] === 'true' ? [] : store.propertiesOf(type);
      return {
        status: 200,
        body: { results: defined.map((property) => propertyToApi(property, `${type}information`)) },
      };
    },
    listAssociations(call) {
      const dealId = call.params['objectId'] ?? '';
      if (store.find('deals', dealId) === undefined) return HUBSPOT_ERRORS.notFound();
      const stored = store.associationsOf(dealId, StoredType.parse(call.params['toObjectType']));
      const { items, after } = pageOf(stored, listOf(call.query['after'])[0], associationPageMax);
      const results = items.map(({ id, typeId }) => ({
        toObjectId: id,
        associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId, label: typeId === 5 ? 'Primary' : null }],
      }));
      return { status: 200, body: { results, ...nextOf(after) } };
    },
  };
}

function unknownProperties(names: string[]): DoubleResponse {
  const errors = names.map((name) => ({
    message: `Property "${name}" does not exist`,
    code: 'PROPERTY_DOESNT_EXIST',
    context: { propertyName: [name] },
  }));
  return hubspotError(400, 'VALIDATION_ERROR', 'Property values were not valid', { errors });
}

function nextOf(after: string | undefined): JsonObject {
  return after === undefined ? {} : { paging: { next: { after } } };
}

function listOf(value: string | string[] | undefined): string[] {
  return (Array.isArray(value) ? value : (value ?? '').split(',')).filter((name) => name !== '');
}

function toApi(object: StoredObject, properties: string[]): JsonObject {
  const shown: JsonObject = {};
  for (const name of ALWAYS_RETURNED)
    if (name in object.properties) shown[name] = object.properties[name] ?? null;
  for (const name of properties) shown[name] = object.properties[name] || null;
  const { id, createdAt, updatedAt } = object;
  return { id, properties: shown, createdAt, updatedAt, archived: false };
}
