import type { Document } from 'openapi-backend';

/** Every operation is written from this file, which also names the operation; the ids are the vendor's. */
export const SOURCE = 'source: Xero Accounting API OpenAPI specification, MIT, XeroAPI/Xero-OpenAPI';

/** The library's document is of OpenAPI 3.0 or 3.1; only the newer one has this key. */
type Version3<Either> = Either extends object
  ? 'jsonSchemaDialect' extends keyof Either
    ? never
    : Either
  : never;
export type Document3 = Version3<Document>;
export type Schema = NonNullable<NonNullable<Document3['components']>['schemas']>[string];
type Operation = NonNullable<NonNullable<Document3['paths'][string]>['get']>;
type Parameter = NonNullable<Operation['parameters']>[number];
type Fields = Record<string, Schema>;

export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

export const json = (name: string, description: string) => ({
  description,
  content: { 'application/json': { schema: ref(name) } },
});

export const failures = {
  '400': json('Error', 'The request is not valid, or one of its records is not'),
  '401': json('Problem', 'No or a wrong access token'),
  '403': json('Problem', 'No tenant, or one that the token does not reach'),
  '429': json('Problem', 'Too many calls'),
};
export const notFound = { '404': json('Problem', 'No such record') };

export const query = (name: string, schema: Schema) => ({ name, in: 'query', schema }) as const;
export const tenant = {
  name: 'xero-tenant-id',
  in: 'header',
  required: true,
  schema: { type: 'string', minLength: 1 },
} as const;
const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: { type: 'string', minLength: 1, maxLength: 128 },
} as const;
export const where = query('where', { type: 'string', maxLength: 1_000 });
export const page = query('page', { type: 'integer', minimum: 1 });
export const pageSize = query('pageSize', { type: 'integer', minimum: 1, maximum: 1_000 });
export const unitdp = query('unitdp', { type: 'integer', enum: [2, 4] });
const summarizeErrors = query('summarizeErrors', { type: 'boolean' });
export const yes = (name: string) => query(name, { type: 'boolean' });
export const inPath = (name: string) =>
  ({ name, in: 'path', required: true, schema: { type: 'string', minLength: 1, maxLength: 255 } }) as const;

export const get = (
  operationId: string,
  result: string,
  parameters: Parameter[],
  more: Operation['responses'] = {},
): Operation => ({
  operationId,
  description: SOURCE,
  parameters,
  responses: { '200': json(result, 'What was found'), ...failures, ...more },
});
export const save = (
  operationId: string,
  list: string,
  record: string,
  parameters: Parameter[],
  more: Operation['responses'] = {},
): Operation => ({
  operationId,
  description: SOURCE,
  parameters: [summarizeErrors, idempotencyKey, ...parameters],
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: {
          type: 'object',
          required: [list],
          additionalProperties: false,
          properties: { [list]: { type: 'array', minItems: 1, maxItems: 50, items: ref(record) } },
        },
      },
    },
  },
  responses: { '200': json(list, 'The records, each with what became of it'), ...failures, ...more },
});

export const text = (maxLength: number): Schema & { type: 'string' } => ({ type: 'string', maxLength });
export const uuid: Schema = { type: 'string', format: 'uuid' };
export const date: Schema = { type: 'string', format: 'date' };
export const decimal: Schema = { type: 'number', format: 'double' };
export const legacyDate: Schema = { type: 'string', pattern: '^/Date\\(-?[0-9]+(\\+0000)?\\)/$' };
export const currency: Schema = { type: 'string', pattern: '^[A-Z]{3}$' };
export const outcome: Fields = {
  StatusAttributeString: { type: 'string', enum: ['OK', 'ERROR', 'WARNING'] },
  ValidationErrors: { type: 'array', items: ref('ValidationError') },
};

export const object = (required: string[], properties: Fields): Schema & { type: 'object' } => ({
  type: 'object',
  ...(required.length === 0 ? {} : { required }),
  properties,
});
export const strict = (required: string[], properties: Fields): Schema => ({
  ...object(required, properties),
  additionalProperties: false,
});
// A refused record comes back as it was sent, so only what is always there can be required.
export const envelope = (list: string, record: string): Schema =>
  object(['Id', 'Status', 'DateTimeUTC', list], {
    Id: uuid,
    Status: { type: 'string', enum: ['OK'] },
    ProviderName: { type: 'string' },
    DateTimeUTC: legacyDate,
    [list]: { type: 'array', items: { anyOf: [ref(record), ref('Refused')] } },
  });
