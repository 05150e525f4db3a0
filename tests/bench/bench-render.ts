import { fileURLToPath } from 'node:url';
import { createRenderer } from '../../runtime/src/adapters/render/create-renderer.ts';
import { loadTemplateFolder } from '../../runtime/src/adapters/render/load-template-folder.ts';
import type { InvoiceCard } from '../../runtime/src/core/invoice/card.ts';
import type { InvoiceDocument } from '../../runtime/src/core/invoice/document.ts';
import { type Figure, lessIsBetter } from './report.ts';

const TEMPLATE = fileURLToPath(new URL('../../mappings/templates/standard-invoice/', import.meta.url));
const RUNS = 20;
const LINES = 90;

/** A warm render of a document of several pages, per page, and of the card. */
export async function benchRender(): Promise<Figure[]> {
  const renderer = createRenderer({});
  try {
    const template = { id: 'bench', version: 1, ...(await loadTemplateFolder(TEMPLATE)) };
    const document = longDocument();
    const pdf = await renderer.renderPdf({ document, template });
    const pages =
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 1;
    const pdfMs = await best(() => renderer.renderPdf({ document, template }));
    await renderer.renderCardPng(card());
    const cardMs = await best(() => renderer.renderCardPng(card()));
    return [
      lessIsBetter(`PDF, per page of ${pages}, warm`, pdfMs / pages, 15, 'ms', 'goal'),
      lessIsBetter('card as PNG, warm', cardMs, 150, 'ms', 'goal'),
    ];
  } finally {
    await renderer.close();
  }
}

/** The median of several runs, in milliseconds. */
async function best(work: () => Promise<unknown>): Promise<number> {
  const samples: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const startedAt = performance.now();
    await work();
    samples.push(performance.now() - startedAt);
  }
  return samples.sort((left, right) => left - right)[Math.floor(RUNS / 2)] ?? 0;
}

function longDocument(): InvoiceDocument {
  const lines = Array.from({ length: LINES }, (_, index) => ({
    position: index + 1,
    sku: 'API-P',
    name: `API Access (Premium), workspace ${index + 1}`,
    quantity: '1',
    unit: 'EA',
    unitPrice: '100.00',
    netAmount: '100.00',
    taxCategory: 'E' as const,
    taxRatePercent: '0',
    productId: 'prd_bench',
    productVersionId: 'prv_bench',
  }));
  const total = `${LINES * 100}.00`;
  return {
    id: 'inv_bench',
    type: 'invoice',
    status: 'issued',
    number: 'INV-2026-0042',
    entityId: 'ent_bench',
    customerId: 'cus_bench',
    dealId: null,
    locale: 'en',
    currency: 'USD',
    issueDate: '2026-11-24',
    dueDate: '2026-12-24',
    supplyDate: '2026-11-24',
    terms: { code: 'net:30', text: 'Net 30 days' },
    seller: { name: 'Sanka, Inc.' },
    buyer: { name: 'Northwind Robotics, Inc.' },
    recipients: [],
    notes: [],
    lines,
    taxRows: [{ category: 'E', ratePercent: '0', base: total, tax: '0.00' }],
    totals: {
      lineNet: total,
      taxExclusive: total,
      tax: '0.00',
      taxInclusive: total,
      prepaid: '0.00',
      payable: total,
    },
  };
}

function card(): InvoiceCard {
  return {
    locale: 'en',
    kind: 'invoice',
    number: 'INV-2026-0042',
    customerName: 'Northwind Robotics, Inc.',
    currency: 'USD',
    displayStatus: 'paid',
    lines: [
      { name: 'Platform License (Annual)', amount: '12000.00' },
      { name: 'Onboarding & Setup', amount: '3500.00' },
      { name: 'API Access (Premium)', amount: '2400.00' },
    ],
    tax: '0.00',
    total: '17900.00',
    balance: '0.00',
    steps: (['created', 'approved', 'sent', 'paid'] as const).map((name) => ({
      name,
      at: '2026-11-24T00:00:00.000Z',
    })),
    syncedToCrm: true,
    syncedToAccounting: true,
  };
}
