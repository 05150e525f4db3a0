import type { JsonObject } from '../../core/json.ts';
import type { StoredProperty } from './hubspot-types.ts';

/**
 * The definition of a property as HubSpot answers it (HubSpot, "Read all properties"). A property that the account made
 * has neither `hubspotDefined` nor `calculated`.
 */
export function propertyToApi(property: StoredProperty, groupName: string): JsonObject {
  const { name, label, type, fieldType, isHubspotDefined, options } = property;
  return {
    name,
    label,
    type,
    fieldType,
    description: '',
    groupName,
    options: options.map((option, displayOrder) => ({ ...option, displayOrder, hidden: false })),
    displayOrder: -1,
    hasUniqueValue: false,
    hidden: false,
    formField: !isHubspotDefined,
    archived: false,
    modificationMetadata: {
      archivable: !isHubspotDefined,
      readOnlyDefinition: isHubspotDefined,
      readOnlyValue: false,
    },
    ...(isHubspotDefined ? { hubspotDefined: true, calculated: false, externalOptions: false } : {}),
  };
}
