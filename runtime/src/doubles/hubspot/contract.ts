import type { Document } from 'openapi-backend';
import { HUBSPOT_SCHEMAS, ref } from './contract-schemas.ts';

const VERSION = '2026-03';
const TYPES = ['deals', 'line_items', 'companies', 'contacts', 'products'];

const json = (name: string, description: string) => ({
  description,
  content: { 'application/json': { schema: ref(name) } },
});

const failures = {
  '400': json('Error', 'The request is not valid'),
  '401': json('Error', 'No or a wrong access token'),
  '403': json('MissingScopes', 'The access token was not granted the scope'),
  '404': json('Error', 'No such object'),
  '429': json('RateLimit', 'Too many calls'),
};

const objectType = {
  name: 'objectType',
  in: 'path',
  required: true,
  schema: { type: 'string', enum: TYPES },
} as const;
const objectId = {
  name: 'objectId',
  in: 'path',
  required: true,
  schema: { type: 'string', pattern: '^[0-9]+$' },
} as const;
const text = (name: string) =>
  ({ name, in: 'query', schema: { type: 'string', maxLength: 15_000 } }) as const;

/** Our own contract of the HubSpot calls that the connector makes, written from the vendor's documentation. */
export const HUBSPOT_CONTRACT: Document = {
  openapi: '3.0.3',
  info: { title: 'HubSpot, as far as Seikyu calls it', version: VERSION },
  security: [{ accessToken: [] }],
  paths: {
    [`/crm/objects/${VERSION}/{objectType}/{objectId}`]: {
      parameters: [objectType, objectId],
      get: {
        operationId: 'getObject',
        description:
          'source: developers.hubspot.com/docs/api-reference/2026-03/crm/objects/deals/guide (retrieve)',
        parameters: [text('properties'), text('associations')],
        responses: { '200': json('Object', 'The object'), ...failures },
      },
      patch: {
        operationId: 'updateObject',
        description:
          'source: developers.hubspot.com/docs/api-reference/2026-03/crm/objects/deals/guide (update)',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: ref('Update') } },
        },
        responses: { '200': json('Object', 'The object after the update'), ...failures },
      },
    },
    [`/crm/objects/${VERSION}/{objectType}/batch/read`]: {
      parameters: [objectType],
      post: {
        operationId: 'batchRead',
        description:
          'source: developers.hubspot.com/docs/api-reference/2026-03/crm/objects/deals/guide (batch read)',
        requestBody: {
          required: true,
          content: { 'application/json': { schema: ref('BatchRead') } },
        },
        responses: {
          '200': json('Batch', 'All were found'),
          '207': json('PartialBatch', 'Some were not found'),
          ...failures,
        },
      },
    },
    [`/crm/properties/${VERSION}/{objectType}`]: {
      parameters: [objectType],
      get: {
        operationId: 'listProperties',
        description:
          'source: developers.hubspot.com/docs/api-reference/2026-03/crm/properties/get-properties (read all properties)',
        parameters: [
          { name: 'archived', in: 'query', schema: { type: 'boolean', default: false } },
          text('properties'),
          {
            name: 'dataSensitivity',
            in: 'query',
            schema: { type: 'string', enum: ['non_sensitive', 'sensitive', 'highly_sensitive'] },
          },
        ],
        responses: { '200': json('Properties', 'Every property, on one page'), ...failures },
      },
    },
    '/crm/v4/objects/deals/{objectId}/associations/{toObjectType}': {
      parameters: [objectId, { ...objectType, name: 'toObjectType' }],
      get: {
        operationId: 'listAssociations',
        description:
          'source: developers.hubspot.com/docs/api-reference/crm-associations-v4/basic/get-crm-v4-objects-objectType-objectId-associations-toObjectType',
        parameters: [
          text('after'),
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 500 } },
        ],
        responses: { '200': json('Associations', 'A page'), ...failures },
      },
    },
  },
  components: {
    securitySchemes: { accessToken: { type: 'http', scheme: 'bearer' } },
    schemas: HUBSPOT_SCHEMAS,
  },
};
