import type { Document } from 'openapi-backend';

/** Every operation is written from this file, which also names the operation; the ids are the vendor's. */
const SOURCE = 'source: Xero Accounting API OpenAPI specification, MIT, XeroAPI/Xero-OpenAPI';

/** The library's document is of OpenAPI 3.0 or 3.1; only the newer one has this key. */
type Version3<Either> = Either extends object
  ? 'jsonSchemaDialect' extends keyof Either
    ? never
    : Either
  : never;
type Document3 = Version3<Document>;
type Schema = NonNullable<NonNullable<Document3['components']>['schemas']>[string];
type Operation = NonNullable<NonNullable<Document3['paths'][string]>['get']>;
type Parameter = NonNullable<Operation['parameters']>[number];
type Fields = Record<string, Schema>;

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const json = (name: string, description: string) => ({
  description,
  content: { 'application/json': { schema: ref(name) } },
});

const failures = {
  '400': json('Error', 'The request is not valid, or one of its records is not'),
  '401': json('Problem', 'No or a wrong access token'),
  '403': json('Problem', 'No tenant, or one that the token does not reach'),
  '429': json('Problem', 'Too many calls'),
};
const notFound = { '404': json('Problem', 'No such record') };

const query = (name: string, schema: Schema) => ({ name, in: 'query', schema }) as const;
const tenant = {
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
const where = query('where', { type: 'string', maxLength: 1_000 });
const page = query('page', { type: 'integer', minimum: 1 });
const pageSize = query('pageSize', { type: 'integer', minimum: 1, maximum: 1_000 });
const unitdp = query('unitdp', { type: 'integer', enum: [2, 4] });
const summarizeErrors = query('summarizeErrors', { type: 'boolean' });
const yes = (name: string) => query(name, { type: 'boolean' });
const inPath = (name: string) =>
  ({ name, in: 'path', required: true, schema: { type: 'string', minLength: 1, maxLength: 255 } }) as const;

const get = (
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
const save = (operationId: string, list: string, record: string, parameters: Parameter[]): Operation => ({
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
  responses: { '200': json(list, 'The records, each with what became of it'), ...failures },
});

const text = (maxLength: number): Schema & { type: 'string' } => ({ type: 'string', maxLength });
const uuid: Schema = { type: 'string', format: 'uuid' };
const date: Schema = { type: 'string', format: 'date' };
const decimal: Schema = { type: 'number', format: 'double' };
const legacyDate: Schema = { type: 'string', pattern: '^/Date\\(-?[0-9]+(\\+0000)?\\)/$' };
const currency: Schema = { type: 'string', pattern: '^[A-Z]{3}$' };
const outcome: Fields = {
  StatusAttributeString: { type: 'string', enum: ['OK', 'ERROR', 'WARNING'] },
  ValidationErrors: { type: 'array', items: ref('ValidationError') },
};

const object = (required: string[], properties: Fields): Schema & { type: 'object' } => ({
  type: 'object',
  ...(required.length === 0 ? {} : { required }),
  properties,
});
const strict = (required: string[], properties: Fields): Schema => ({
  ...object(required, properties),
  additionalProperties: false,
});
// A refused record comes back as it was sent, so only what is always there can be required.
const envelope = (list: string, record: string): Schema =>
  object(['Id', 'Status', 'DateTimeUTC', list], {
    Id: uuid,
    Status: { type: 'string', enum: ['OK'] },
    ProviderName: { type: 'string' },
    DateTimeUTC: legacyDate,
    [list]: { type: 'array', items: { anyOf: [ref(record), ref('Refused')] } },
  });

/** Our own contract of the Xero calls that the connector makes: paths, parameters and fields, and no others. */
export const XERO_CONTRACT: Document3 = {
  openapi: '3.0.3',
  info: { title: 'Xero Accounting API, as far as Seikyu calls it', version: '2.0', description: SOURCE },
  security: [{ OAuth2: [] }],
  paths: {
    '/Contacts': {
      parameters: [tenant],
      get: get('getContacts', 'Contacts', [where, yes('includeArchived'), page, pageSize]),
      put: save('createContacts', 'Contacts', 'ContactInput', []),
      post: save('updateOrCreateContacts', 'Contacts', 'ContactInput', []),
    },
    '/Contacts/{ContactID}': {
      parameters: [tenant],
      // Stands for getContactByContactNumber as well: one template of a path can only be there once.
      get: get('getContact', 'Contacts', [inPath('ContactID')], notFound),
    },
    '/Items': {
      parameters: [tenant],
      put: save('createItems', 'Items', 'ItemInput', [unitdp]),
      post: save('updateOrCreateItems', 'Items', 'ItemInput', [unitdp]),
    },
    '/Items/{ItemID}': {
      parameters: [tenant],
      get: get('getItem', 'Items', [inPath('ItemID'), unitdp], notFound),
    },
    '/Invoices': {
      parameters: [tenant],
      get: get('getInvoices', 'Invoices', [
        { ...query('InvoiceNumbers', { type: 'array', items: text(255) }), style: 'form', explode: false },
        yes('createdByMyApp'),
        page,
        pageSize,
        unitdp,
      ]),
      put: save('createInvoices', 'Invoices', 'InvoiceInput', [unitdp]),
      post: save('updateOrCreateInvoices', 'Invoices', 'InvoiceUpdate', [unitdp]),
    },
    '/Invoices/{InvoiceID}': {
      parameters: [tenant],
      get: get('getInvoice', 'Invoices', [inPath('InvoiceID'), unitdp], notFound),
    },
    '/Payments': {
      parameters: [tenant],
      get: get('getPayments', 'Payments', [where, page, pageSize]),
    },
    '/Payments/{PaymentID}': {
      parameters: [tenant],
      get: get('getPayment', 'Payments', [inPath('PaymentID')], notFound),
    },
  },
  components: {
    securitySchemes: { OAuth2: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Contacts: envelope('Contacts', 'Contact'),
      Items: envelope('Items', 'Item'),
      Invoices: envelope('Invoices', 'Invoice'),
      Payments: envelope('Payments', 'Payment'),
      ContactInput: strict(['Name'], {
        ContactID: uuid,
        ContactNumber: text(50),
        Name: text(255),
        EmailAddress: text(255),
        TaxNumber: text(50),
      }),
      Contact: object(['ContactID', 'Name', 'ContactStatus', 'UpdatedDateUTC'], {
        ContactID: uuid,
        ContactNumber: text(50),
        ContactStatus: { type: 'string', enum: ['ACTIVE', 'ARCHIVED'] },
        Name: text(255),
        EmailAddress: text(255),
        TaxNumber: text(50),
        UpdatedDateUTC: legacyDate,
        HasValidationErrors: { type: 'boolean' },
        ...outcome,
      }),
      ItemInput: strict(['Code'], {
        ItemID: uuid,
        Code: { ...text(30), minLength: 1 },
        Name: text(50),
        Description: text(4_000),
      }),
      Item: object(['ItemID', 'Code', 'UpdatedDateUTC'], {
        ItemID: uuid,
        Code: text(30),
        Name: text(50),
        Description: text(4_000),
        IsSold: { type: 'boolean' },
        IsPurchased: { type: 'boolean' },
        UpdatedDateUTC: legacyDate,
        ...outcome,
      }),
      LineItemInput: strict(['Description', 'AccountCode', 'TaxType'], {
        LineItemID: uuid,
        ItemCode: text(30),
        Description: { ...text(4_000), minLength: 1 },
        Quantity: decimal,
        UnitAmount: decimal,
        DiscountAmount: decimal,
        LineAmount: decimal,
        AccountCode: text(10),
        TaxType: text(50),
        TaxAmount: decimal,
      }),
      LineItem: object(['LineItemID', 'Description', 'LineAmount', 'TaxAmount'], {
        LineItemID: uuid,
        ItemCode: text(30),
        Description: text(4_000),
        Quantity: decimal,
        UnitAmount: decimal,
        DiscountAmount: decimal,
        LineAmount: decimal,
        AccountCode: text(10),
        TaxType: text(50),
        TaxAmount: decimal,
      }),
      InvoiceInput: strict(
        [
          'Type',
          'Contact',
          'LineItems',
          'Date',
          'DueDate',
          'LineAmountTypes',
          'InvoiceNumber',
          'CurrencyCode',
          'Status',
        ],
        {
          InvoiceID: uuid,
          Type: { type: 'string', enum: ['ACCREC'] },
          Contact: strict(['ContactID'], { ContactID: uuid }),
          LineItems: { type: 'array', items: ref('LineItemInput') },
          Date: date,
          DueDate: date,
          LineAmountTypes: { type: 'string', enum: ['Exclusive'] },
          InvoiceNumber: { ...text(255), minLength: 1 },
          Reference: text(255),
          CurrencyCode: currency,
          Status: { type: 'string', enum: ['DRAFT', 'AUTHORISED'] },
          SentToContact: { type: 'boolean' },
        },
      ),
      // A void names the invoice and its new status, and nothing else.
      InvoiceVoid: strict(['InvoiceID', 'Status'], {
        InvoiceID: uuid,
        Status: { type: 'string', enum: ['VOIDED'] },
      }),
      InvoiceUpdate: { anyOf: [ref('InvoiceInput'), ref('InvoiceVoid')] },
      Invoice: object(
        [
          'Type',
          'InvoiceID',
          'InvoiceNumber',
          'Status',
          'Contact',
          'Date',
          'CurrencyCode',
          'Total',
          'UpdatedDateUTC',
        ],
        {
          Type: { type: 'string', enum: ['ACCREC', 'ACCPAY'] },
          InvoiceID: uuid,
          InvoiceNumber: text(255),
          Reference: text(255),
          Status: { type: 'string', enum: ['DRAFT', 'SUBMITTED', 'DELETED', 'AUTHORISED', 'PAID', 'VOIDED'] },
          Contact: object(['ContactID'], { ContactID: uuid, Name: text(255) }),
          Date: legacyDate,
          DueDate: legacyDate,
          LineAmountTypes: { type: 'string', enum: ['Exclusive', 'Inclusive', 'NoTax'] },
          LineItems: { type: 'array', items: ref('LineItem') },
          Payments: { type: 'array', items: object(['PaymentID', 'Amount', 'Date'], {}) },
          CurrencyCode: currency,
          SubTotal: decimal,
          TotalTax: decimal,
          Total: decimal,
          AmountDue: decimal,
          AmountPaid: decimal,
          AmountCredited: decimal,
          SentToContact: { type: 'boolean' },
          HasErrors: { type: 'boolean' },
          UpdatedDateUTC: legacyDate,
          ...outcome,
        },
      ),
      Payment: object(['PaymentID', 'Date', 'Amount', 'Status', 'Invoice', 'UpdatedDateUTC'], {
        PaymentID: uuid,
        Date: legacyDate,
        Amount: decimal,
        BankAmount: decimal,
        Reference: { type: 'string' },
        Status: { type: 'string', enum: ['AUTHORISED', 'DELETED'] },
        PaymentType: { type: 'string' },
        IsReconciled: { type: 'boolean' },
        Invoice: object(['InvoiceID', 'InvoiceNumber', 'CurrencyCode'], {
          Type: { type: 'string' },
          InvoiceID: uuid,
          InvoiceNumber: text(255),
          CurrencyCode: currency,
          Contact: object(['ContactID'], { ContactID: uuid, Name: text(255) }),
        }),
        UpdatedDateUTC: legacyDate,
        HasValidationErrors: { type: 'boolean' },
      }),
      Refused: object(['StatusAttributeString', 'ValidationErrors'], {
        StatusAttributeString: { type: 'string', enum: ['ERROR'] },
        ValidationErrors: { type: 'array', minItems: 1, items: ref('ValidationError') },
      }),
      ValidationError: strict(['Message'], { Message: { type: 'string' } }),
      Error: object(['ErrorNumber', 'Type', 'Message'], {
        ErrorNumber: { type: 'integer' },
        Type: { type: 'string' },
        Message: { type: 'string' },
        Elements: {
          type: 'array',
          items: object(['ValidationErrors'], {
            ValidationErrors: { type: 'array', items: ref('ValidationError') },
          }),
        },
      }),
      // Xero's gateway answers these; the specification does not describe them (Xero, HTTP response codes).
      Problem: object(['Title', 'Status', 'Detail'], {
        Title: { type: 'string' },
        Status: { type: 'integer' },
        Detail: { type: 'string' },
      }),
    },
  },
};
