import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minorOf } from '../../../runtime/src/core/billing/credit/minor-of.ts';
import type { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import type { Connector } from '../../../runtime/src/flow/ports.ts';
import { creditNoteFields } from '../../../runtime/src/flow/sync/credit-note-fields.ts';
import { type Credited, creditInSteps, scenario } from '../../unit/billing/credit/credit-in-steps.ts';
import { currencyOf } from '../../unit/money/currency-of.ts';
import { bookMasterData, invoiceWrite, startOrganisation, usdFields } from './start-organisation.ts';

const TAXES = {
  'Z:0': ['ZERO', '0'],
  'S:8': ['EIGHT', '8'],
  'S:10': ['TEN', '10'],
  'S:20': ['TWENTY', '20'],
};

/** Books an invoice of the same total, of one line without tax: what it consists of is not what is looked at here. */
async function bookOriginal(connector: Connector, contactId: string, { original }: Credited, run: number) {
  const { currency, totals } = original;
  const amount = totals.taxInclusive;
  const digits = amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;
  const line = { sku: 'SEAT', description: 'All of it', quantity: '1', taxType: 'Z:0' };
  const fields = usdFields(contactId, {
    number: `INV-${run}`,
    currency,
    lines: [{ ...line, unitPrice: digits, netAmount: amount }],
    net: amount,
    tax: minorOf(amount, currencyOf(currency)) === 0n ? amount : currency === 'JPY' ? '0' : '0.00',
    total: amount,
  });
  return (await connector.write(invoiceWrite(fields, { operationKey: `invoice-${run}` }))).externalId;
}

test('whatever is credited of an invoice, in whatever order and rounding, Xero holds the same totals and amount due', {
  timeout: 60_000,
}, async () => {
  let calledAtMs = 0;
  const { connector } = await startOrganisation(
    {
      organisation: {
        salesAccountCodes: ['200'],
        bankAccountCodes: ['090'],
        taxRates: Object.fromEntries(Object.values(TAXES).map(([type, rate]) => [type, rate ?? ''])),
        currencies: ['USD', 'JPY'],
      },
    },
    // Xero's limits are not what is looked at: each call is made a minute after the one before.
    { nowMs: () => (calledAtMs += 60_000) },
    Object.fromEntries(Object.entries(TAXES).map(([key, [type]]) => [key, type ?? ''])),
  );
  const contactId = await bookMasterData(connector);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(scenario, async (one) => {
      run += 1;
      const credited = creditInSteps(one);
      const invoiceId = await bookOriginal(connector, contactId, credited, run);
      for (const [index, note] of credited.notes.entries()) {
        const issued: InvoiceDocument = {
          ...note,
          number: `CN-${run}-${index}`,
          issueDate: '2026-11-25',
          lines: note.lines.map((line) => ({ ...line, sku: 'SEAT' })),
        };
        const amount = note.totals.payable.replace('-', '');
        const fields = { ...creditNoteFields(issued, [{ invoiceId, amount }]), contactId };
        const { externalId } = await connector.write({
          object: 'credit_note',
          fields,
          references: { customer: contactId },
          operationKey: issued.number ?? '',
        });
        expect((await connector.read('credit_note', externalId))?.fields).toEqual(fields);
      }
      const balance = (await connector.read('invoice_balance', invoiceId))?.fields;
      expect(minorOf(String(balance?.['due']), one.currency)).toBe(0n);
    }),
    { numRuns: 50 },
  );
});
