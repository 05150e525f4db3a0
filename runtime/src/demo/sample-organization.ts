import type { CreateEntityInput } from '../flow/setup/create-entity.ts';
import type { CreateProductInput } from '../flow/setup/create-product.ts';

/** The demo's organization: it sells one product range from two legal entities. */
export const ORGANIZATION_NAME = 'Sanka (demo)';

/** Sells in US dollars. The series goes on where the former system stopped, hence its first value. */
export const US_ENTITY: CreateEntityInput = {
  name: 'Sanka US',
  legalName: 'Sanka, Inc.',
  country: 'US',
  currency: 'USD',
  timeZone: 'America/Los_Angeles',
  locale: 'en',
  address: {
    line1: '548 Market Street',
    city: 'San Francisco',
    region: 'CA',
    postalCode: '94104',
    country: 'US',
  },
  email: 'billing@sanka.example',
  paymentInstructions: {
    bankName: 'First Pacific Bank',
    accountNumber: '0042 1187 3390',
    accountName: 'Sanka, Inc.',
    routing: '121 000 248',
  },
  rounding: 'half_up',
  defaultTerms: 'net:30',
  taxRules: [
    { taxClass: 'standard', category: 'E', ratePercent: '0', validFrom: '2020-01-01' },
    { taxClass: 'exempt', category: 'E', ratePercent: '0', validFrom: '2020-01-01' },
  ],
  numberSeries: { pattern: 'INV-{year}-{seq:4}', firstValue: 42 },
};

/** Sells in yen and issues 適格請求書; its registration number has a valid check digit. */
export const JP_ENTITY: CreateEntityInput = {
  name: 'Sanka JP',
  legalName: 'サンカ株式会社',
  country: 'JP',
  currency: 'JPY',
  timeZone: 'Asia/Tokyo',
  locale: 'ja',
  taxRegistration: 'T7000012050002',
  address: {
    line1: '丸の内1-9-2',
    city: '千代田区',
    region: '東京都',
    postalCode: '100-0005',
    country: 'JP',
  },
  email: 'seikyu@sanka.example',
  paymentInstructions: {
    bankName: 'みずうみ銀行',
    branch: '丸の内支店',
    accountType: '普通',
    accountNumber: '1234567',
    accountName: 'サンカ(カ',
  },
  rounding: 'down',
  defaultTerms: 'eom+1:day31',
  taxRules: [
    { taxClass: 'standard', category: 'S', ratePercent: '10', validFrom: '2019-10-01' },
    { taxClass: 'reduced', category: 'AA', ratePercent: '8', validFrom: '2019-10-01' },
    { taxClass: 'exempt', category: 'E', ratePercent: '0', validFrom: '2019-10-01' },
  ],
  numberSeries: { pattern: 'JP-{year}-{seq:4}', firstValue: 1 },
};

const VALID_FROM = '2026-01-01';

/** The product master. */
export const PRODUCTS: CreateProductInput[] = [
  {
    sku: 'PLAT-Y',
    names: { en: 'Platform License (Annual)', ja: 'プラットフォーム利用料(年額)' },
    unit: 'EA',
    taxClass: 'standard',
    maxDiscountPercent: '10',
    validFrom: VALID_FROM,
    prices: { USD: '12000.00', JPY: '1800000' },
    costs: { USD: '4200.00', JPY: '630000' },
  },
  {
    sku: 'ONBOARD',
    names: { en: 'Onboarding & Setup', ja: '導入支援・初期設定' },
    unit: 'EA',
    taxClass: 'standard',
    maxDiscountPercent: '20',
    validFrom: VALID_FROM,
    prices: { USD: '3500.00', JPY: '520000' },
    costs: { USD: '2100.00', JPY: '312000' },
  },
  {
    sku: 'API-P',
    names: { en: 'API Access (Premium)', ja: 'APIアクセス(プレミアム)' },
    unit: 'EA',
    taxClass: 'standard',
    maxDiscountPercent: '10',
    validFrom: VALID_FROM,
    prices: { USD: '2400.00', JPY: '360000' },
    costs: { USD: '600.00', JPY: '90000' },
  },
  {
    sku: 'TEA-BOX',
    names: { en: 'Workshop tea box', ja: '研修用 煎茶詰合せ' },
    unit: 'BX',
    taxClass: 'reduced',
    maxDiscountPercent: '0',
    validFrom: VALID_FROM,
    prices: { USD: '9.00', JPY: '1235' },
    costs: { USD: '6.25', JPY: '860' },
  },
];
