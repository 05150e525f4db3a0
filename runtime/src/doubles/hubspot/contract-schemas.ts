import type { Document } from 'openapi-backend';

/** Points to a schema of the contract. */
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** The bodies of the contract, by name. */
export const HUBSPOT_SCHEMAS = {
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
  Properties: {
    type: 'object',
    required: ['results'],
    additionalProperties: false,
    properties: { results: { type: 'array', items: ref('Property') } },
  },
  Property: {
    type: 'object',
    required: ['name', 'label', 'type', 'fieldType', 'description', 'groupName', 'options'],
    additionalProperties: false,
    properties: {
      name: { type: 'string' },
      label: { type: 'string' },
      type: { type: 'string', enum: ['string', 'number', 'bool', 'date', 'datetime', 'enumeration'] },
      fieldType: { type: 'string' },
      description: { type: 'string' },
      groupName: { type: 'string' },
      options: {
        type: 'array',
        items: {
          type: 'object',
          required: ['label', 'value', 'hidden'],
          additionalProperties: false,
          properties: {
            label: { type: 'string' },
            value: { type: 'string' },
            hidden: { type: 'boolean' },
            displayOrder: { type: 'integer' },
          },
        },
      },
      displayOrder: { type: 'integer' },
      hasUniqueValue: { type: 'boolean' },
      hidden: { type: 'boolean' },
      formField: { type: 'boolean' },
      archived: { type: 'boolean' },
      calculated: { type: 'boolean' },
      externalOptions: { type: 'boolean' },
      hubspotDefined: { type: 'boolean' },
      modificationMetadata: {
        type: 'object',
        required: ['archivable', 'readOnlyDefinition', 'readOnlyValue'],
        properties: {
          archivable: { type: 'boolean' },
          readOnlyDefinition: { type: 'boolean' },
          readOnlyValue: { type: 'boolean' },
        },
      },
    },
  },
  MissingScopes: {
    type: 'object',
    required: ['status', 'message', 'correlationId', 'category', 'errors'],
    properties: {
      status: { type: 'string', enum: ['error'] },
      message: { type: 'string' },
      correlationId: { type: 'string', format: 'uuid' },
      category: { type: 'string', enum: ['MISSING_SCOPES'] },
      errors: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['message', 'context'],
          properties: {
            message: { type: 'string' },
            context: {
              type: 'object',
              required: ['requiredGranularScopes'],
              properties: { requiredGranularScopes: { type: 'array', items: { type: 'string' } } },
            },
          },
        },
      },
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
} satisfies NonNullable<Document['components']>['schemas'];
