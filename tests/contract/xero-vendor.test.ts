import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { XERO_CONTRACT } from '../../runtime/src/doubles/xero/contract.ts';

type Operation = { path: string; method: string; operationId: string; parameters: string[] };

const METHODS = ['get', 'put', 'post', 'delete'] as const;

const OPERATIONS: Operation[] = Object.entries(XERO_CONTRACT.paths).flatMap(([path, item]) =>
  METHODS.flatMap((method) => {
    const operation = item?.[method];
    if (operation === undefined) return [];
    const parameters = [...(item?.parameters ?? []), ...(operation.parameters ?? [])].flatMap((parameter) =>
      'name' in parameter ? [parameter.name] : [],
    );
    return [{ path, method, operationId: operation.operationId ?? '', parameters }];
  }),
);

/** Schemas of ours, and the vendor's that they are a part of. */
const SCHEMAS = {
  Contact: 'Contact',
  ContactInput: 'Contact',
  Item: 'Item',
  ItemInput: 'Item',
  Invoice: 'Invoice',
  InvoiceInput: 'Invoice',
  InvoiceVoid: 'Invoice',
  CreditNote: 'CreditNote',
  CreditNoteInput: 'CreditNote',
  CreditNoteVoid: 'CreditNote',
  Allocation: 'Allocation',
  AllocationInput: 'Allocation',
  LineItem: 'LineItem',
  LineItemInput: 'LineItem',
  Payment: 'Payment',
  PaymentInput: 'Payment',
  ValidationError: 'ValidationError',
  Error: 'Error',
} as const;

function fieldsOf(name: string): string[] {
  const schema = XERO_CONTRACT.components?.schemas?.[name];
  return schema !== undefined && 'properties' in schema ? Object.keys(schema.properties ?? {}) : [];
}

test('our contract holds every call of the connector, and each names its source', () => {
  expect(OPERATIONS.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([
    'delete /CreditNotes/{CreditNoteID}/Allocations/{AllocationID}',
    'get /Contacts',
    'get /Contacts/{ContactID}',
    'get /CreditNotes',
    'get /CreditNotes/{CreditNoteID}',
    'get /Invoices',
    'get /Invoices/{InvoiceID}',
    'get /Items/{ItemID}',
    'get /Payments',
    'get /Payments/{PaymentID}',
    'post /Contacts',
    'post /CreditNotes',
    'post /Invoices',
    'post /Items',
    'put /Contacts',
    'put /CreditNotes',
    'put /CreditNotes/{CreditNoteID}/Allocations',
    'put /Invoices',
    'put /Items',
    'put /Payments',
  ]);
  for (const item of Object.values(XERO_CONTRACT.paths)) {
    for (const method of METHODS) {
      const description = item?.[method]?.description;
      if (item?.[method] !== undefined) expect(description).toContain('XeroAPI/Xero-OpenAPI');
    }
  }
});

test('every write of our contract takes an idempotency key and can answer refusals per record', () => {
  // The vendor takes no key where an allocation is deleted: a second time there is none.
  const writes = OPERATIONS.filter(({ method }) => method !== 'get' && method !== 'delete');
  expect(writes).toHaveLength(10);
  for (const { parameters } of writes) {
    expect(parameters).toEqual(
      expect.arrayContaining(['Idempotency-Key', 'summarizeErrors', 'xero-tenant-id']),
    );
  }
});

const folder = process.env['SEIKYU_VENDOR_CONTRACTS'];
if (folder !== undefined && folder !== '') {
  describe('beside the vendor’s own specification', () => {
    // Read by its indentation, which is all that this needs of YAML: paths stand at 2, schemas and operations at 4.
    const vendor = readFileSync(`${folder}/xero/xero_accounting.yaml`, 'utf8');
    const blockOf = (text: string, heading: string, indent: number): string => {
      const lines = text.split('\n');
      const start = lines.indexOf(`${' '.repeat(indent)}${heading}:`);
      const length = lines
        .slice(start + 1)
        .findIndex((line) => line.trim() !== '' && line.search(/\S/) <= indent);
      return start < 0 ? '' : lines.slice(start + 1, length < 0 ? undefined : start + 1 + length).join('\n');
    };
    const schemas = blockOf(blockOf(vendor, 'components', 0), 'schemas', 2);
    const parametersBlock = blockOf(blockOf(vendor, 'components', 0), 'parameters', 2);

    test.each(OPERATIONS)(
      '$method $path is the vendor’s operation $operationId',
      ({ path, method, operationId }) => {
        expect(blockOf(blockOf(vendor, path, 2), method, 4)).toContain(`operationId: ${operationId}\n`);
      },
    );

    test.each(OPERATIONS)(
      '$method $path has no parameter that the vendor lacks',
      ({ path, method, parameters }) => {
        const item = blockOf(vendor, path, 2);
        const shared = item.split('\n    get:')[0] ?? '';
        const text = `${shared}\n${blockOf(item, method, 4)}`;
        const referenced = [...text.matchAll(/parameters\/([A-Za-z]+)"/g)].map(([, name]) =>
          blockOf(parametersBlock, name ?? '', 4),
        );
        const names = [text, ...referenced].flatMap((part) =>
          [...part.matchAll(/^\s+(?:- )?name: (.+)$/gm)].map(([, name]) => name),
        );
        expect(names).toEqual(expect.arrayContaining(parameters));
      },
    );

    test.each(Object.entries(SCHEMAS))('every field of our %s is one of the vendor’s %s', (ours, theirs) => {
      const known = [
        ...blockOf(blockOf(schemas, theirs, 4), 'properties', 6).matchAll(/^ {8}([A-Za-z]+):/gm),
      ];
      const names = known.map(([, name]) => name);
      const fields = fieldsOf(ours);
      expect(fields.length).toBeGreaterThan(0);
      expect(names).toEqual(expect.arrayContaining(fields));
    });
  });
}
