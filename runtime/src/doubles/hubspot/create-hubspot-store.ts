import { assert } from '../../core/assert.ts';
import { loadState, saveState } from '../shared/state-file.ts';
import {
  type ObjectInput,
  type PropertyInput,
  type StoredAssociation,
  type StoredObject,
  type StoredProperty,
  StoredState,
  type StoredType,
} from './hubspot-types.ts';
import { standardProperties } from './standard-properties.ts';

/** HubSpot's own association types from a deal (associations v4, type ids); the first company is the primary one. */
const ASSOCIATION_TYPES = {
  line_items: [{ type: 'deal_to_line_item', typeId: 19 }],
  contacts: [{ type: 'deal_to_contact', typeId: 3 }],
  companies: [{ type: 'deal_to_company_unlabeled', typeId: 341 }],
} as const;
const PRIMARY_COMPANY = { type: 'deal_to_company', typeId: 5 };

/** What the double keeps. `put…` creates or merges properties and returns the id. */
export type HubspotStore = {
  putDeal(input: ObjectInput): string;
  putLineItem(input: ObjectInput): string;
  putCompany(input: ObjectInput): string;
  putContact(input: ObjectInput): string;
  putProduct(input: ObjectInput): string;
  /** Makes a custom property, or replaces it. */
  putProperty(type: StoredType, input: PropertyInput): void;
  /** HubSpot's own and the account's. */
  propertiesOf(type: StoredType): StoredProperty[];
  associate(dealId: string, to: keyof typeof ASSOCIATION_TYPES, id: string): void;
  remove(type: StoredType, id: string): void;
  find(type: StoredType, id: string): StoredObject | undefined;
  getDeal(id: string): StoredObject;
  associationsOf(dealId: string, to: StoredType): StoredAssociation[];
};

/** A CRM in memory, and in `stateFile` when one is named. Raises when that file is not one of ours. */
export function createHubspotStore(options: { stateFile?: string; nowMs: () => number }): HubspotStore {
  const { stateFile, nowMs } = options;
  const saved = stateFile === undefined ? undefined : loadState(stateFile);
  const state: StoredState =
    saved === undefined
      ? {
          nextId: 90_000_001,
          objects: { deals: {}, line_items: {}, companies: {}, contacts: {}, products: {} },
          associations: {},
          customProperties: [],
        }
      : StoredState.parse(saved);
  const save = (): void => {
    if (stateFile !== undefined) saveState(stateFile, state);
  };
  const put = (type: StoredType, input: ObjectInput): string => {
    const id = input.id ?? String(state.nextId++);
    const now = new Date(nowMs()).toISOString();
    const before = state.objects[type][id];
    const modified = type === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate';
    state.objects[type][id] = {
      id,
      properties: {
        createdate: now,
        ...before?.properties,
        ...input.properties,
        hs_object_id: id,
        [modified]: now,
      },
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
    };
    save();
    return id;
  };
  const associationsOf = (dealId: string, to: StoredType): StoredAssociation[] =>
    state.associations[`${dealId}:${to}`] ?? [];
  return {
    putDeal: (input) => put('deals', input),
    putLineItem: (input) => put('line_items', input),
    putCompany: (input) => put('companies', input),
    putContact: (input) => put('contacts', input),
    putProduct: (input) => put('products', input),
    putProperty(objectType, input) {
      const others = state.customProperties.filter(
        (known) => known.objectType !== objectType || known.property.name !== input.name,
      );
      const property = { options: [], ...input, isHubspotDefined: false };
      state.customProperties = [...others, { objectType, property }];
      save();
    },
    propertiesOf: (type) => [
      ...standardProperties(type),
      ...state.customProperties.flatMap(({ objectType, property }) =>
        objectType === type ? [property] : [],
      ),
    ],
    associate(dealId, to, id) {
      const known = associationsOf(dealId, to);
      const isPrimary = to === 'companies' && known.length === 0;
      const types = [...(isPrimary ? [PRIMARY_COMPANY] : []), ...ASSOCIATION_TYPES[to]];
      state.associations[`${dealId}:${to}`] = [...known, ...types.map((type) => ({ id, ...type }))];
      save();
    },
    remove(type, id) {
      delete state.objects[type][id];
      save();
    },
    find: (type, id) => state.objects[type][id],
    getDeal(id) {
      const deal = state.objects.deals[id];
      assert(deal, `the double holds deal ${id}`);
      return deal;
    },
    associationsOf,
  };
}
