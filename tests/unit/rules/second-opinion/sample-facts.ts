import type { RuleFacts } from '../../../../runtime/src/core/rules/rule-facts.ts';
import { sampleFacts, sampleLine } from '../sample-invoice.ts';

const discounted = sampleLine({
  position: 2,
  listPrice: '250.00',
  discount: { percent: '8', amount: '216.00', reason: 'Launch' },
  taxCategory: 'E',
});

/** Invoices that answer differently: a plain one, one with everything, and one of which next to nothing is known. */
export const SAMPLES: Readonly<Record<'plain' | 'rich' | 'bare', RuleFacts>> = {
  plain: sampleFacts(),
  rich: {
    ...sampleFacts({
      type: 'credit_note',
      notes: ['返品のため'],
      buyer: { name: '株式会社サンプル', address: { line1: '1-1', city: '東京', country: 'JP' } },
      lines: [sampleLine(), discounted],
    }),
    isNewCustomer: true,
  },
  bare: sampleFacts({ currency: 'XXZ', terms: { code: 'eom+1:day31', text: '月末締め翌月末払い' } }),
};
