import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assert } from '../../../runtime/src/core/assert.ts';
import type { DraftContent } from '../../../runtime/src/core/billing/deal-to-draft.ts';
import { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import type { DocumentExtras, LineExtras } from '../../../runtime/src/core/invoice/document-extras.ts';
import { decimalOf } from '../../../runtime/src/core/money/decimal-of.ts';
import { money } from '../../../runtime/src/core/money/money.ts';
import type { Tx } from '../../../runtime/src/db/open-database.ts';
import { invoices } from '../../../runtime/src/db/schema/index.ts';
import { contentColumns } from '../../../runtime/src/flow/bill/content-columns.ts';
import { replaceLines } from '../../../runtime/src/flow/bill/replace-lines.ts';
import { loadDocument } from '../../../runtime/src/flow/load-document.ts';
import { currencyOf } from '../../unit/money/currency-of.ts';
import { type BillLoop, createBillLoop } from './support/create-bill-loop.ts';

let loop: BillLoop;

beforeAll(async () => {
  loop = await createBillLoop();
  await loop.sell({ id: '1', lines: [{ id: 'l1', sku: 'PLAT-Y', discountPercent: '15' }] });
});

afterAll(() => loop.hub.close());

const PART = { amount: '1.00', percent: '10', base: '10.00', reason: 'Volume', reasonCode: '95' };
const TAXED = { taxCategory: 'K', taxRatePercent: '0' } as const;

const EXTRAS: DocumentExtras = {
  references: { buyerReference: 'B-1', contract: 'C-1' },
  precedingInvoices: [{ number: 'INV-0', issueDate: '2026-10-21' }],
  period: { from: '2026-11-01', to: '2026-11-30' },
  delivery: { date: '2026-11-20', name: 'Depot' },
  payee: { name: 'Factor Ltd.' },
  taxRepresentative: { name: 'Agent Ltd.', taxId: 'FR1' },
  priceBasis: 'tax_exclusive',
  taxCurrency: 'EUR',
  exchangeRate: { rate: '0.9', source: 'ECB', date: '2026-11-20' },
  rounding: {
    mode: 'half_up',
    lines: 'currency',
    tax: 'document',
    inclusive: 'round_net',
    payableTo: '0.05',
  },
  allowances: [{ ...PART, ...TAXED }],
  charges: [{ ...PART, ...TAXED, amount: '2.00' }],
  instalments: [{ dueDate: '2027-01-31', amount: '11.05', label: 'First' }],
  withholding: { base: '10.00', ratePercent: '10.21', amount: '1.02' },
  taxInTaxCurrency: '0.00',
};

const LINE_EXTRAS: LineExtras = {
  baseQuantity: '1',
  allowances: [PART],
  charges: [PART],
  preciseNet: '10.001',
  isCredit: true,
  period: { from: '2026-11-01', to: '2026-11-30' },
  orderLine: '1',
  buyerAccount: '4711',
};

/** Content with everything that a document can have, on one line of the draft's product. */
async function fullContent(): Promise<DraftContent> {
  const invoice = await loop.live();
  const { seller, buyer, recipients, lines } = await inOrganization((tx) => loadDocument(tx, invoice.id));
  const [line] = lines;
  assert(line?.source !== undefined, 'the draft has a line of its deal');
  const usd = (minor: bigint) => money(minor, currencyOf('USD'));
  const computed = { gross: usd(1000n), discount: usd(0n), net: usd(1000n) };
  const rate = { taxCategory: 'K' as const, taxRatePercent: decimalOf('0') };
  return {
    locale: 'en',
    supplyDate: '2026-11-20',
    termsCode: 'net:30',
    purchaseOrder: null,
    seller,
    buyer,
    recipients,
    paymentInstructions: null,
    lines: [
      {
        line: {
          sku: line.sku,
          name: line.name,
          description: null,
          unit: line.unit,
          productId: line.productId,
          productVersionId: line.productVersionId,
          listPrice: null,
          discountReason: null,
          source: line.source,
          charge: null,
          extras: LINE_EXTRAS,
          amounts: { quantity: decimalOf('1'), unitPrice: decimalOf('10'), ...rate },
        },
        computed: { ...computed, ...rate },
      },
    ],
    taxRows: [
      {
        category: 'K',
        ratePercent: decimalOf('0'),
        base: usd(1100n),
        tax: usd(0n),
        extras: { exemptionReason: 'Within the EU', exemptionCode: 'VATEX-EU-IC' },
      },
    ],
    totals: {
      lineNet: usd(1000n),
      allowances: usd(100n),
      charges: usd(200n),
      taxExclusive: usd(1100n),
      tax: usd(0n),
      taxInclusive: usd(1100n),
      prepaid: usd(0n),
      rounding: usd(5n),
      payable: usd(1105n),
    },
    extras: EXTRAS,
  };
}

const inOrganization = <Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> =>
  loop.hub.database.inOrganization(loop.organization.id, work);

async function write(content: DraftContent): Promise<string> {
  const { id } = await loop.live();
  await inOrganization(async (tx) => {
    await tx.update(invoices).set(contentColumns(content)).where(eq(invoices.id, id));
    await replaceLines(tx, loop.hub.system(loop.organization.id), id, content);
  });
  return id;
}

test('what only some documents have is read back as it was written, on document, line and tax row', async () => {
  const { taxInTaxCurrency, ...extras } = EXTRAS;
  const id = await write(await fullContent());
  const document = await inOrganization((tx) => loadDocument(tx, id));
  expect(InvoiceDocument.parse(document)).toEqual(document);
  expect(document).toMatchObject(extras);
  expect(document.lines[0]).toMatchObject({
    ...LINE_EXTRAS,
    taxCategory: 'K',
  });
  expect(document.taxRows[0]).toMatchObject({ category: 'K', exemptionCode: 'VATEX-EU-IC' });
  expect(document.totals).toEqual({
    lineNet: '10.00',
    allowances: '1.00',
    charges: '2.00',
    taxExclusive: '11.00',
    tax: '0.00',
    taxInclusive: '11.00',
    prepaid: '0.00',
    rounding: '0.05',
    payable: '11.05',
    taxInTaxCurrency,
  });
});

test.each([
  ['BR-CO-13', 'invoices_tax_exclusive_check', { allowancesMinor: 99n }],
  ['BR-CO-16', 'invoices_payable_check', { roundingMinor: 4n }],
])('the database refuses totals that do not add up by %s', async (_rule, constraint, set) => {
  const content = await fullContent();
  const { id } = await loop.live();
  const written = inOrganization((tx) =>
    tx
      .update(invoices)
      .set({ ...contentColumns(content), ...set })
      .where(eq(invoices.id, id)),
  );
  await expect(written).rejects.toMatchObject({ cause: { constraint_name: constraint } });
});
