import {
  currency,
  type Document3,
  date,
  decimal,
  envelope,
  failures,
  get,
  inPath,
  json,
  legacyDate,
  notFound,
  object,
  outcome,
  page,
  pageSize,
  ref,
  type Schema,
  SOURCE,
  save,
  strict,
  tenant,
  text,
  unitdp,
  uuid,
  where,
} from './contract-parts.ts';

/** The paths of credit notes. A part of one is set off in a call of its own, never with its creation. */
export const CREDIT_NOTE_PATHS: Document3['paths'] = {
  '/CreditNotes': {
    parameters: [tenant],
    get: get('getCreditNotes', 'CreditNotes', [where, page, pageSize, unitdp]),
    put: save('createCreditNotes', 'CreditNotes', 'CreditNoteInput', [unitdp]),
    post: save('updateOrCreateCreditNotes', 'CreditNotes', 'CreditNoteVoid', [unitdp]),
  },
  '/CreditNotes/{CreditNoteID}': {
    parameters: [tenant],
    get: get('getCreditNote', 'CreditNotes', [inPath('CreditNoteID'), unitdp], notFound),
  },
  '/CreditNotes/{CreditNoteID}/Allocations/{AllocationID}': {
    parameters: [tenant],
    delete: {
      operationId: 'deleteCreditNoteAllocations',
      description: SOURCE,
      parameters: [inPath('CreditNoteID'), inPath('AllocationID')],
      responses: {
        '200': json('AllocationDeleted', 'The allocation, which is gone'),
        ...failures,
        ...notFound,
      },
    },
  },
  '/CreditNotes/{CreditNoteID}/Allocations': {
    parameters: [tenant],
    put: save(
      'createCreditNoteAllocation',
      'Allocations',
      'AllocationInput',
      [inPath('CreditNoteID')],
      notFound,
    ),
  },
};

/** What those paths take and answer. */
export const CREDIT_NOTE_SCHEMAS: Record<string, Schema> = {
  CreditNotes: envelope('CreditNotes', 'CreditNote'),
  Allocations: envelope('Allocations', 'Allocation'),
  CreditNoteInput: strict(
    ['Type', 'Contact', 'LineItems', 'Date', 'LineAmountTypes', 'CreditNoteNumber', 'CurrencyCode', 'Status'],
    {
      Type: { type: 'string', enum: ['ACCRECCREDIT'] },
      Contact: strict(['ContactID'], { ContactID: uuid }),
      LineItems: { type: 'array', items: ref('LineItemInput') },
      Date: date,
      LineAmountTypes: { type: 'string', enum: ['Exclusive'] },
      CreditNoteNumber: { ...text(255), minLength: 1 },
      Reference: text(255),
      CurrencyCode: currency,
      Status: { type: 'string', enum: ['AUTHORISED'] },
    },
  ),
  // A void names the credit note and its new status, and nothing else.
  CreditNoteVoid: strict(['CreditNoteID', 'Status'], {
    CreditNoteID: uuid,
    Status: { type: 'string', enum: ['VOIDED'] },
  }),
  CreditNote: object(
    ['Type', 'CreditNoteID', 'CreditNoteNumber', 'Status', 'Contact', 'Date', 'CurrencyCode', 'Total'],
    {
      Type: { type: 'string', enum: ['ACCRECCREDIT', 'ACCPAYCREDIT'] },
      CreditNoteID: uuid,
      CreditNoteNumber: text(255),
      Reference: text(255),
      Status: { type: 'string', enum: ['DRAFT', 'SUBMITTED', 'DELETED', 'AUTHORISED', 'PAID', 'VOIDED'] },
      Contact: object(['ContactID'], { ContactID: uuid, Name: text(255) }),
      Date: legacyDate,
      LineAmountTypes: { type: 'string', enum: ['Exclusive', 'Inclusive', 'NoTax'] },
      LineItems: { type: 'array', items: ref('LineItem') },
      CurrencyCode: currency,
      SubTotal: decimal,
      TotalTax: decimal,
      Total: decimal,
      RemainingCredit: decimal,
      Allocations: { type: 'array', items: ref('Allocation') },
      HasErrors: { type: 'boolean' },
      UpdatedDateUTC: legacyDate,
      ...outcome,
    },
  ),
  // The vendor's example spells the id AllocationId here, and AllocationID everywhere else.
  AllocationDeleted: object(['IsDeleted'], { AllocationId: uuid, IsDeleted: { type: 'boolean' } }),
  AllocationInput: strict(['Invoice', 'Amount', 'Date'], {
    Invoice: strict(['InvoiceID'], { InvoiceID: uuid }),
    Amount: decimal,
    Date: date,
  }),
  Allocation: object(['Invoice', 'Amount', 'Date'], {
    AllocationID: uuid,
    Invoice: object(['InvoiceID'], { InvoiceID: uuid, InvoiceNumber: text(255) }),
    Amount: decimal,
    Date: legacyDate,
    ...outcome,
  }),
};
