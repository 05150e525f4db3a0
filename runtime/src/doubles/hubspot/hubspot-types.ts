import { z } from 'zod';

/** Object types that the double holds, as HubSpot's paths name them. */
export const StoredType = z.enum(['deals', 'line_items', 'companies', 'contacts', 'products']);
export type StoredType = z.infer<typeof StoredType>;

/** One CRM object as stored. */
export const StoredObject = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type StoredObject = z.infer<typeof StoredObject>;

/** One association of a deal; HubSpot lists an id once per type. */
export const StoredAssociation = z.object({ id: z.string(), type: z.string(), typeId: z.int() });
export type StoredAssociation = z.infer<typeof StoredAssociation>;

/** The definition of a property of an object type (HubSpot, CRM properties guide). */
export const StoredProperty = z.object({
  name: z.string(),
  label: z.string(),
  type: z.enum(['string', 'number', 'bool', 'date', 'datetime', 'enumeration']),
  fieldType: z.enum(['text', 'textarea', 'number', 'date', 'select', 'radio', 'checkbox', 'booleancheckbox']),
  isHubspotDefined: z.boolean(),
  options: z.array(z.object({ value: z.string(), label: z.string() })),
});
export type StoredProperty = z.infer<typeof StoredProperty>;

/** What a caller gives to make a custom property. */
export type PropertyInput = Pick<StoredProperty, 'name' | 'label' | 'type' | 'fieldType'> &
  Partial<Pick<StoredProperty, 'options'>>;

const ById = z.record(z.string(), StoredObject);

/** Everything that survives a restart. Associations are keyed `<deal id>:<type>`. */
export const StoredState = z.object({
  nextId: z.int(),
  objects: z.object({ deals: ById, line_items: ById, companies: ById, contacts: ById, products: ById }),
  associations: z.record(z.string(), z.array(StoredAssociation)),
  /** Made by the account, in order. A state of before there were any holds none. */
  customProperties: z.array(z.object({ objectType: StoredType, property: StoredProperty })).default([]),
});
export type StoredState = z.infer<typeof StoredState>;

/** What a caller gives to store an object: an id when it matters, and properties. */
export type ObjectInput = { id?: string; properties: Record<string, string> };
