import type { DescribedField, FieldType } from '../../../core/mapping/source-field.ts';
import type { AccountProperties } from './account-properties.ts';
import type { HubspotProperty } from './api-types.ts';
import { type HubspotObjectType, TYPE_BY_OBJECT } from './hubspot-properties.ts';

/** HubSpot's property types (HubSpot, CRM properties guide); every other one holds text, choices included. */
const TYPES: Readonly<Record<string, FieldType>> = {
  number: 'number',
  bool: 'boolean',
  date: 'date',
  datetime: 'instant',
};

const standard = (path: string, label: string, type: FieldType = 'text'): DescribedField => ({
  path,
  label,
  type,
  isCustom: false,
});

/** What `getDeal` adds to the properties of a deal. */
const DEAL_LISTS = [
  standard('line_items', 'Line items', 'list'),
  standard('line_items[*].id', 'Record ID'),
  standard('companies', 'Companies', 'list'),
  standard('companies[*]', 'Company record ID'),
  standard('contacts', 'Contacts', 'list'),
  standard('contacts[*]', 'Contact record ID'),
];

/** The fields of an object as our raw records have them; none for one that is not handled here. Raises `target.*`. */
export async function describeHubspotFields(
  properties: AccountProperties,
  object: string,
): Promise<DescribedField[]> {
  const type = TYPE_BY_OBJECT[object];
  if (type === undefined) return [];
  const describe = async (of: HubspotObjectType, before: string): Promise<DescribedField[]> =>
    (await properties.describe(of)).map((property) => propertyToField(property, before));
  const own = [standard('id', 'Record ID'), ...(await describe(type, ''))];
  return object === 'deal'
    ? [...own, ...DEAL_LISTS, ...(await describe('line_items', 'line_items[*].'))]
    : own;
}

function propertyToField(property: HubspotProperty, before: string): DescribedField {
  const { name, label, type, hubspotDefined, options } = property;
  const offered = options.filter(({ hidden }) => hidden !== true);
  return {
    path: `${before}properties.${name}`,
    label: label || name,
    type: TYPES[type] ?? 'text',
    isCustom: hubspotDefined !== true,
    ...(offered.length === 0
      ? {}
      : { options: offered.map(({ value, label: shown }) => ({ value, label: shown })) }),
  };
}
