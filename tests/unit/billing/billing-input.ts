import type { DealToDraftInput } from '../../../runtime/src/core/billing/deal-to-draft.ts';
import type { CanonicalDealLine } from '../../../runtime/src/core/canonical/deal.ts';
import { parseCurrencyCode } from '../../../runtime/src/core/money/currency.ts';
import { decimalOf } from '../../../runtime/src/core/money/decimal-of.ts';

const ADDRESS = { line1: '548 Market Street', city: 'San Francisco', country: 'US' };

/** A deal of lines of one product at 12,000.00 USD, untaxed; each line with what is given. */
export function billingInput(lines: Partial<CanonicalDealLine>[]): DealToDraftInput {
  const currency = parseCurrencyCode('USD');
  if (!currency.ok) throw new Error(currency.reason);
  return {
    deal: {
      title: 'Rollout',
      isWon: true,
      currency: 'USD',
      customerKey: '8101',
      contactKeys: [],
      lines: lines.map((line, index) => ({
        key: String(index + 1),
        sku: 'PLAT-Y',
        name: 'Platform',
        quantity: '1',
        ...line,
      })),
    },
    source: { system: 'hubspot', connectionId: 'con_1', recordId: 'rec_1' },
    customer: { externalKey: '8101', name: 'Northwind' },
    contacts: [],
    entity: {
      legalName: 'Sanka, Inc.',
      country: 'US',
      currency: 'USD',
      taxRegistration: null,
      address: ADDRESS,
      email: 'billing@sanka.example',
      paymentInstructions: null,
      rounding: 'half_up',
      defaultTerms: 'net:30',
      locale: 'en',
    },
    currency: currency.value,
    products: new Map([
      [
        'PLAT-Y',
        {
          productId: 'prd_1',
          versionId: 'prv_1',
          sku: 'PLAT-Y',
          names: { en: 'Platform', ja: 'プラットフォーム' },
          unit: 'C62',
          taxClass: 'standard',
          prices: new Map([['USD', { unitPrice: decimalOf('12000'), tiers: null }]]),
          maxDiscountPercent: decimalOf('10'),
        },
      ],
    ]),
    taxRules: [{ taxClass: 'standard', category: 'E', ratePercent: decimalOf('0') }],
    supplyDate: '2026-11-20',
  };
}
