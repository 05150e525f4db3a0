import type { DocumentLine, InvoiceDocument, Party } from '../../../../runtime/src/core/invoice/document.ts';

const SELLER_US: Party = {
  name: 'Lumen Software, Inc.',
  taxId: '84-2910447',
  address: {
    line1: '548 Market Street',
    line2: 'Suite 300',
    city: 'San Francisco',
    region: 'CA',
    postalCode: '94104',
    country: 'US',
  },
  email: 'billing@lumen.example',
};

const BUYER_US: Party = {
  name: 'Northwind Traders LLC',
  address: { line1: '1200 5th Avenue', city: 'Seattle', region: 'WA', postalCode: '98101', country: 'US' },
  email: 'ap@northwind.example',
};

const SELLER_JP: Party = {
  name: '株式会社青葉ソリューションズ',
  taxId: 'T7000012050002',
  address: {
    line1: '丸の内1丁目2番3号',
    line2: '青葉ビル8階',
    city: '千代田区',
    region: '東京都',
    postalCode: '100-0005',
    country: 'JP',
  },
  email: 'seikyu@aoba.example',
};

const BUYER_JP: Party = {
  name: '株式会社北山商店',
  address: {
    line1: '梅田3丁目1番1号',
    city: '大阪市北区',
    region: '大阪府',
    postalCode: '530-0001',
    country: 'JP',
  },
};

/** A line of 1 piece, taxed as given; everything can be changed. */
export function makeLine(position: number, change: Partial<DocumentLine> = {}): DocumentLine {
  return {
    position,
    sku: `SKU-${position}`,
    name: `Item ${position}`,
    quantity: '1',
    unit: 'EA',
    unitPrice: '100.00',
    netAmount: '100.00',
    taxCategory: 'E',
    taxRatePercent: '0',
    productId: 'prd_00000001',
    productVersionId: 'prv_00000001',
    ...change,
  };
}

/** The invoice of the product's card: 12,000 + 3,500 + 2,400 (a discount of 300 off 2,700) = 17,900 USD, exempt. */
export function makeUsInvoice(change: Partial<InvoiceDocument> = {}): InvoiceDocument {
  return {
    id: 'inv_0190000000000042',
    type: 'invoice',
    status: 'issued',
    number: 'INV-2026-0042',
    entityId: 'ent_00000001',
    customerId: 'cus_00000001',
    dealId: 'dea_00000001',
    locale: 'en',
    currency: 'USD',
    issueDate: '2026-11-24',
    dueDate: '2026-12-24',
    supplyDate: '2026-11-01',
    terms: { code: 'net:30', text: 'Net 30 days' },
    seller: SELLER_US,
    buyer: BUYER_US,
    recipients: [],
    paymentInstructions: {
      bankName: 'First Pacific Bank',
      accountNumber: '000123456789',
      accountName: 'Lumen Software, Inc.',
      routing: '121000248',
    },
    purchaseOrder: 'PO-55871',
    notes: ['Thank you for your business. Please quote the invoice number with your payment.'],
    lines: [
      makeLine(1, {
        name: 'Platform License (Annual)',
        description: 'One year of the platform, billed in advance',
        unitPrice: '12000.00',
        netAmount: '12000.00',
      }),
      makeLine(2, { name: 'Onboarding & Setup', unitPrice: '3500.00', netAmount: '3500.00' }),
      makeLine(3, {
        name: 'API Access (Premium)',
        quantity: '12',
        unit: 'MON',
        unitPrice: '225.00',
        discount: { amount: '300.00', reason: 'Launch partner' },
        netAmount: '2400.00',
      }),
    ],
    taxRows: [{ category: 'E', ratePercent: '0', base: '17900.00', tax: '0.00' }],
    totals: {
      lineNet: '17900.00',
      taxExclusive: '17900.00',
      tax: '0.00',
      taxInclusive: '17900.00',
      prepaid: '0.00',
      payable: '17900.00',
    },
    ...change,
  };
}

/** A Japanese qualified invoice with both rates: 1,250,000 at 10 % and 86,400 at 8 % (reduced). */
export function makeJpInvoice(change: Partial<InvoiceDocument> = {}): InvoiceDocument {
  return {
    ...makeUsInvoice(),
    id: 'inv_0190000000000108',
    number: '2026-11-0108',
    locale: 'ja',
    currency: 'JPY',
    issueDate: '2026-11-30',
    dueDate: '2026-12-31',
    supplyDate: '2026-11-25',
    terms: { code: 'eom+1:day31', text: '月末締め翌月末払い' },
    seller: SELLER_JP,
    buyer: BUYER_JP,
    paymentInstructions: {
      bankName: 'みどり銀行',
      branch: '丸の内支店',
      accountType: '普通',
      accountNumber: '1234567',
      accountName: 'カ)アオバソリューションズ',
    },
    purchaseOrder: 'K-2026-331',
    notes: ['恐れ入りますが、振込手数料は貴社にてご負担くださいますようお願い申し上げます。'],
    lines: [
      jpLine(1, {
        name: 'プラットフォーム利用料(年額)',
        description: '2026年11月1日から1年間',
        unitPrice: '1200000',
        netAmount: '1200000',
      }),
      jpLine(2, {
        name: '導入支援',
        quantity: '10',
        unit: 'HUR',
        unitPrice: '6000',
        discount: { percent: '16.67', amount: '10000', reason: '初回導入' },
        netAmount: '50000',
      }),
      jpLine(3, {
        name: '会議用ミネラルウォーター 2L×9本',
        quantity: '48',
        unit: '箱',
        unitPrice: '1800',
        netAmount: '86400',
        taxCategory: 'AA',
        taxRatePercent: '8',
      }),
    ],
    taxRows: [
      { category: 'S', ratePercent: '10', base: '1250000', tax: '125000' },
      { category: 'AA', ratePercent: '8', base: '86400', tax: '6912' },
    ],
    totals: {
      lineNet: '1336400',
      taxExclusive: '1336400',
      tax: '131912',
      taxInclusive: '1468312',
      prepaid: '0',
      payable: '1468312',
    },
    ...change,
  };
}

/** 60 lines of 100.00 each, over several pages. */
export function makeLongInvoice(): InvoiceDocument {
  const lines = Array.from({ length: 60 }, (_, index) =>
    makeLine(index + 1, {
      name: `Managed service ${index + 1}`,
      description: 'Operation, monitoring and monthly report of one environment',
    }),
  );
  const totals = { lineNet: '6000.00', taxExclusive: '6000.00', tax: '0.00', taxInclusive: '6000.00' };
  return makeUsInvoice({
    lines,
    taxRows: [{ category: 'E', ratePercent: '0', base: '6000.00', tax: '0.00' }],
    totals: { ...totals, prepaid: '1000.00', payable: '5000.00' },
  });
}

/** An invoice whose names, address and notes are one text, with a name too long for a line. */
export function makeHostileInvoice(text: string): InvoiceDocument {
  return makeUsInvoice({
    number: text.slice(0, 40),
    buyer: { name: text, address: { line1: text, city: text, country: 'US' } },
    notes: [text, 'first line\nsecond line'],
    lines: [
      makeLine(1, { name: text, description: text, unitPrice: '17900.00', netAmount: '17900.00' }),
      makeLine(2, { name: 'W'.repeat(200), unitPrice: '0.00', netAmount: '0.00' }),
    ],
  });
}

function jpLine(position: number, change: Partial<DocumentLine>): DocumentLine {
  return makeLine(position, { taxCategory: 'S', taxRatePercent: '10', ...change });
}
