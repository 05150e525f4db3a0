import type { Document } from 'openapi-backend';

const VERSION = '2026-03';
const TYPES = ['deals', 'line_items', 'companies', 'contacts', 'products'];

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const json = (name: string, description: string) => ({
  description,
  content: { 'application/json': { schema: ref(name) } },
});

const failures = {
  '400': json('Error', 'The request is not valid'),
  '401': json('Error', 'No or a wrong access token'),
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
    schemas: {
      Object: {
        type: 'object',
        required: ['id', 'properties', 'createdAt', 'updatedAt', 'archived'],
        additionalProperties: false,
        properties: {
          id: { type: 'string', pattern: '^[0-9]+$' },
          properties: { type: 'object', additionalProperties: { type: 'string', nullable: true } },
          createdAt: { type: 'string', format: 'date-time' },
          updatedAt: { type: 'string', format: 'date-time' },
          archived: { type: 'boolean' },
          associations: { type: 'object', additionalProperties: ref('AssociationPage') },
        },
      },
      Paging: {
        type: 'object',
        required: ['next'],
        properties: {
          next: {
            type: 'object',
            required: ['after'],
            properties: { after: { type: 'string' }, link: { type: 'string' } },
          },
        },
      },
      Update: {
        type: 'object',
        required: ['properties'],
        additionalProperties: false,
        properties: {
          properties: { type: 'object', minProperties: 1, additionalProperties: { type: 'string' } },
        },
      },
      BatchRead: {
        type: 'object',
        required: ['properties', 'inputs'],
        additionalProperties: false,
        properties: {
          properties: { type: 'array', items: { type: 'string' } },
          propertiesWithHistory: { type: 'array', items: { type: 'string' } },
          idProperty: { type: 'string' },
          inputs: {
            type: 'array',
            minItems: 1,
            maxItems: 100,
            items: {
              type: 'object',
              required: ['id'],
              additionalProperties: false,
              properties: { id: { type: 'string' } },
            },
          },
        },
      },
      Batch: {
        type: 'object',
        required: ['status', 'results', 'startedAt', 'completedAt'],
        properties: {
          status: { type: 'string', enum: ['COMPLETE'] },
          results: { type: 'array', items: ref('Object') },
          startedAt: { type: 'string', format: 'date-time' },
          completedAt: { type: 'string', format: 'date-time' },
        },
      },
      PartialBatch: {
        type: 'object',
        required: ['status', 'results', 'numErrors', 'errors', 'startedAt', 'completedAt'],
        properties: {
          status: { type: 'string', enum: ['COMPLETE'] },
          results: { type: 'array', items: ref('Object') },
          numErrors: { type: 'integer', minimum: 1 },
          errors: { type: 'array', items: { type: 'object', required: ['status', 'category', 'message'] } },
          startedAt: { type: 'string', format: 'date-time' },
          completedAt: { type: 'string', format: 'date-time' },
        },
      },
      AssociationPage: {
        type: 'object',
        required: ['results'],
        properties: {
          results: {
            type: 'array',
            maxItems: 100,
            items: {
              type: 'object',
              required: ['id', 'type'],
              properties: { id: { type: 'string' }, type: { type: 'string' } },
            },
          },
          paging: ref('Paging'),
        },
      },
      Associations: {
        type: 'object',
        required: ['results'],
        properties: {
          results: {
            type: 'array',
            items: {
              type: 'object',
              required: ['toObjectId', 'associationTypes'],
              properties: {
                toObjectId: { type: 'string' },
                associationTypes: {
                  type: 'array',
                  items: {
                    type: 'object',
                    required: ['category', 'typeId', 'label'],
                    properties: {
                      category: { type: 'string', enum: ['HUBSPOT_DEFINED'] },
                      typeId: { type: 'integer' },
                      label: { type: 'string', nullable: true },
                    },
                  },
                },
              },
            },
          },
          paging: ref('Paging'),
        },
      },
      Error: {
        type: 'object',
        required: ['status', 'message', 'correlationId', 'category'],
        properties: {
          status: { type: 'string', enum: ['error'] },
          message: { type: 'string' },
          correlationId: { type: 'string', format: 'uuid' },
          category: { type: 'string' },
          errors: { type: 'array', items: { type: 'object', required: ['message'] } },
        },
      },
      RateLimit: {
        type: 'object',
        required: ['status', 'message', 'errorType', 'correlationId', 'policyName'],
        properties: {
          status: { type: 'string', enum: ['error'] },
          message: { type: 'string' },
          errorType: { type: 'string', enum: ['RATE_LIMIT'] },
          correlationId: { type: 'string', format: 'uuid' },
          policyName: { type: 'string' },
        },
      },
    },
  },
};
