import type { INodeProperties } from 'n8n-workflow';

const idMode = (prefix: string, noun: string) => ({
  displayName: 'By ID',
  name: 'id',
  type: 'string' as const,
  placeholder: `e.g. ${prefix}_0198f1c27a4e7c119d5b2f6f3f1f9a10`,
  validation: [
    {
      type: 'regex' as const,
      properties: {
        regex: `${prefix}_[0-9A-Za-z-]+`,
        errorMessage: `The ID of ${noun} begins with ${prefix}_`,
      },
    },
  ],
});

const listMode = (searchListMethod: string) => ({
  displayName: 'From List',
  name: 'list',
  type: 'list' as const,
  typeOptions: { searchListMethod, searchable: true },
});

/** Picks an invoice: from a list, by id, or by its printed number. */
export const invoiceLocator: INodeProperties = {
  displayName: 'Invoice',
  name: 'invoice',
  type: 'resourceLocator',
  default: { mode: 'list', value: '' },
  required: true,
  modes: [
    listMode('searchInvoices'),
    idMode('inv', 'an invoice'),
    { displayName: 'By Number', name: 'number', type: 'string', placeholder: 'e.g. INV-2026-0042' },
  ],
};

/** Picks a deal: from a list, by id, or by its id in the CRM. */
export const dealLocator: INodeProperties = {
  displayName: 'Deal',
  name: 'deal',
  type: 'resourceLocator',
  default: { mode: 'list', value: '' },
  required: true,
  description: 'A deal that was won. By CRM ID also finds one whose record was sent a moment ago.',
  modes: [
    listMode('searchDeals'),
    idMode('dea', 'a deal'),
    { displayName: 'By CRM ID', name: 'externalId', type: 'string', placeholder: 'e.g. 42001' },
  ],
};

/** Picks a customer. */
export const customerLocator: INodeProperties = {
  displayName: 'Customer',
  name: 'customer',
  type: 'resourceLocator',
  default: { mode: 'list', value: '' },
  required: true,
  modes: [listMode('searchCustomers'), idMode('cus', 'a customer')],
};

/** Picks a mapping: one object of one system. */
export const mappingLocator: INodeProperties = {
  displayName: 'Mapping',
  name: 'mapping',
  type: 'resourceLocator',
  default: { mode: 'list', value: '' },
  required: true,
  description: 'The system and the object whose records the items are',
  modes: [
    listMode('searchMappings'),
    {
      displayName: 'By ID',
      name: 'id',
      type: 'string',
      placeholder: 'e.g. hubspot/deal',
      validation: [
        {
          type: 'regex',
          properties: {
            regex: '[a-z][a-z0-9_-]*/[a-z][a-z0-9_-]*',
            errorMessage: 'A mapping is named by its system and object, such as hubspot/deal',
          },
        },
      ],
    },
  ],
};

/** Picks a version of the chosen mapping. */
export const mappingVersionLocator: INodeProperties = {
  displayName: 'Version',
  name: 'version',
  type: 'resourceLocator',
  default: { mode: 'list', value: '' },
  required: true,
  typeOptions: { loadOptionsDependsOn: ['mapping.value'] },
  modes: [listMode('searchMappingVersions'), idMode('map', 'a version')],
};

/** Picks a record of the chosen kind. */
export const recordLocator: INodeProperties = {
  displayName: 'Record',
  name: 'recordId',
  type: 'resourceLocator',
  default: { mode: 'list', value: '' },
  required: true,
  description: 'A record of the kind that is chosen above',
  typeOptions: { loadOptionsDependsOn: ['kind'] },
  modes: [
    listMode('searchRecords'),
    {
      displayName: 'By ID',
      name: 'id',
      type: 'string',
      placeholder: 'e.g. dea_0198f1c27a4e7c119d5b2f6f3f1f9a10',
      validation: [
        {
          type: 'regex',
          properties: {
            regex: '[a-z]{3}_[0-9A-Za-z-]+',
            errorMessage: 'The ID of a record begins with three letters for its kind, such as dea_',
          },
        },
      ],
    },
  ],
};

/** Picks a product of the master. */
export const productLocator: INodeProperties = {
  displayName: 'Product',
  name: 'product',
  type: 'resourceLocator',
  default: { mode: 'list', value: '' },
  required: true,
  modes: [listMode('searchProducts'), idMode('prd', 'a product')],
};

/** Picks what waits for a person. */
export const exceptionLocator: INodeProperties = {
  displayName: 'Exception',
  name: 'exception',
  type: 'resourceLocator',
  default: { mode: 'list', value: '' },
  required: true,
  modes: [listMode('searchExceptions'), idMode('exc', 'an exception')],
};
