import type { LineageBasis } from '../../../runtime/src/core/lineage/lineage-basis.ts';

const entered = {
  at: '2026-11-01T00:00:00.000Z',
  by: { kind: 'person', id: 'per_1', name: 'Mika' },
} as const;
const computed = {
  at: '2026-11-20T00:00:00.000Z',
  by: { kind: 'system', id: 'hub', name: 'Seikyu' },
} as const;

/** What `sampleDocument` with its default line was made of. */
export function sampleBasis(changes: Partial<LineageBasis> = {}): LineageBasis {
  return {
    deal: {
      id: 'dea_0000000001',
      name: 'Acme: platform',
      version: 2,
      body: {
        title: 'Acme: platform',
        isWon: true,
        currency: 'USD',
        customerKey: 'c1',
        contactKeys: ['k1'],
        closedAt: '2026-11-20T01:00:00.000Z',
        supplyDate: '2026-11-20',
        purchaseOrder: 'PO-7',
        lines: [{ key: '1', sku: 'SKU-1', name: 'Item 1', description: 'As agreed', quantity: '10' }],
      },
    },
    customer: null,
    contacts: [null],
    products: new Map([
      [
        'prv_0000000001',
        {
          id: 'prd_0000000001',
          name: 'SKU-1',
          version: 3,
          entered,
          values: { names: { en: 'Item 1' }, unit: 'C62', taxClass: 'standard', prices: { USD: '150' } },
        },
      ],
    ]),
    entity: {
      id: 'ent_0000000001',
      name: 'Seikyu Inc.',
      entered,
      timeZone: 'America/Los_Angeles',
      rounding: 'half_up',
      values: {
        legalName: 'Seikyu Inc.',
        defaultTerms: 'net:30',
        locale: 'en',
        taxRules: { standard: { taxCategory: 'S', taxRatePercent: '10' } },
      },
    },
    numberPattern: 'INV-{year}-{seq:4}',
    created: computed,
    edits: {},
    computed,
    issued: null,
    moved: computed,
    ...changes,
  };
}
