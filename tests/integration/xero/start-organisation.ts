import { onTestFinished } from 'vitest';
import { createXeroConnector } from '../../../runtime/src/adapters/systems/xero/create-xero-connector.ts';
import { createXeroTransport } from '../../../runtime/src/adapters/systems/xero/create-xero-transport.ts';
import {
  startXeroDouble,
  type XeroDouble,
  type XeroDoubleOptions,
} from '../../../runtime/src/doubles/xero/start-xero-double.ts';
import type { Connector, SyncFields, TargetWrite, Transport } from '../../../runtime/src/flow/ports.ts';

/** The moment at which every organisation of these tests stands. */
export const NOW_MS = Date.UTC(2026, 10, 24);

/** The organisation of these tests. */
export const TENANT_ID = '2d5c7f0e-8a41-4b6f-9a57-4e0c6f1d2b3a';

/** A customer id as the hub makes them. */
export const CUSTOMER_ID = 'cus_019abcde0000700080000000000000aa';

type Bounds = { totalTimeoutMs?: number; limitWaitMaxMs?: number; nowMs?: () => number };

const TAX_TYPES = { 'E:0': 'EXEMPTOUTPUT', 'S:10': 'OUTPUT2', 'AA:8': 'TAX001' };

/** Starts a Xero with a connector on it; stopped after the test, which fails when the contract was broken. */
export async function startOrganisation(
  options: Partial<XeroDoubleOptions> = {},
  bounds: Bounds = {},
  taxTypes: Record<string, string> = TAX_TYPES,
): Promise<{ xero: XeroDouble; connector: Connector; transport: Transport }> {
  const accessToken = 'xero-token';
  const xero = await startXeroDouble({
    accessToken,
    tenantId: TENANT_ID,
    webhookKey: 'xero-signing-key',
    limits: 'lifted',
    nowMs: () => NOW_MS,
    ...options,
  });
  const transport = createXeroTransport({
    accessToken,
    tenantId: TENANT_ID,
    baseUrl: xero.url,
    openedOrigins: [xero.url],
    wait: async () => undefined,
    ...bounds,
  });
  const connector = createXeroConnector({
    transport,
    tenantId: TENANT_ID,
    salesAccountCode: '200',
    taxTypes,
  });
  onTestFinished(async () => {
    transport.close();
    await xero.stop();
    if (xero.contractViolations.length > 0) throw new Error(xero.contractViolations.join('\n'));
  });
  return { xero, connector, transport };
}

/** What an exempt invoice in dollars holds; give the contact's id. */
export function usdFields(contactId: string, changes: SyncFields = {}): SyncFields {
  return {
    number: 'INV-2026-0042',
    contactId,
    issueDate: '2026-11-24',
    dueDate: '2026-12-24',
    currency: 'USD',
    reference: 'PO-88120',
    lines: [
      {
        sku: 'PLATFORM',
        description: 'Platform, one year',
        quantity: '10',
        unitPrice: '1740',
        netAmount: '17400.00',
        taxType: 'E:0',
      },
      {
        sku: 'SEAT',
        description: 'Seats',
        quantity: '2.5',
        unitPrice: '222.2222',
        // Less a discount of 55.56.
        netAmount: '500.00',
        taxType: 'E:0',
      },
    ],
    net: '17900.00',
    tax: '0.00',
    total: '17900.00',
    ...changes,
  };
}

/** What a Japanese invoice of two rates holds: each rate is rounded down once over its lines. */
export function jpyFields(contactId: string): SyncFields {
  const line = (description: string, netAmount: string, taxType: string) => ({
    sku: 'TEA',
    description,
    quantity: '1',
    unitPrice: netAmount,
    netAmount,
    taxType,
  });
  return {
    number: 'JP-2026-0007',
    contactId,
    issueDate: '2026-11-24',
    dueDate: '2026-12-31',
    currency: 'JPY',
    reference: null,
    lines: [
      line('茶葉', '333', 'AA:8'),
      line('茶器', '1005', 'S:10'),
      line('菓子', '333', 'AA:8'),
      line('包装', '1006', 'S:10'),
      line('水', '333', 'AA:8'),
    ],
    // 8 % of 999 is 79.92, 10 % of 2011 is 201.1; line by line Xero would make 26.64 × 3 and 100.5 + 100.6.
    net: '3010',
    tax: '280',
    total: '3290',
  };
}

/** The write of an invoice. */
export function invoiceWrite(fields: SyncFields, changes: Partial<TargetWrite> = {}): TargetWrite {
  const { contactId } = fields;
  const references = typeof contactId === 'string' ? { customer: contactId } : {};
  return { object: 'invoice', fields, references, operationKey: 'operation-1', ...changes };
}

/** Brings a contact and the items of these tests into Xero; returns the contact's id. */
export async function bookMasterData(connector: Connector): Promise<string> {
  for (const code of ['PLATFORM', 'SEAT', 'TEA']) {
    await connector.write({
      object: 'item',
      fields: { code, name: code },
      references: {},
      operationKey: code,
    });
  }
  const { externalId } = await connector.write({
    object: 'contact',
    fields: { name: 'Northwind', email: 'ap@northwind.example', taxNumber: null },
    references: { customer: CUSTOMER_ID },
    operationKey: 'contact',
  });
  return externalId;
}

/** A credit note of a part of `usdFields`, before tax of nothing; give the contact's id and what is set off. */
export function creditFields(contactId: string, changes: SyncFields = {}): SyncFields {
  return {
    number: 'CN-2026-0001',
    contactId,
    issueDate: '2026-11-25',
    currency: 'USD',
    reference: 'INV-2026-0042',
    lines: [
      {
        sku: 'PLATFORM',
        description: 'Platform, one year',
        quantity: '2',
        unitPrice: '1740',
        netAmount: '3480.00',
        taxType: 'E:0',
      },
    ],
    net: '3480.00',
    taxes: [{ taxType: 'E:0', tax: '0.00' }],
    tax: '0.00',
    total: '3480.00',
    allocations: [],
    ...changes,
  };
}
