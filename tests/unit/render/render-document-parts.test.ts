import { afterAll, expect, it } from 'vitest';
import { createRenderer } from '../../../runtime/src/adapters/render/create-renderer.ts';
import { computed, draftLine, draftText, japaneseDraftText } from '../invoice/sample-draft.ts';
import { loadStandardTemplate } from './support/load-standard-template.ts';
import { pdfPages } from './support/pdf-text.ts';

const template = await loadStandardTemplate();
const renderer = createRenderer();
afterAll(() => renderer.close());

const printed = async (document: ReturnType<typeof computed>): Promise<string> =>
  pdfPages(await renderer.renderPdf({ document, template }))
    .join('\n')
    .replaceAll('\u00a0', ' ');

it('prints allowances and charges with their reasons, the rounding, what is prepaid and what is withheld', async () => {
  const parts = {
    allowances: [{ amount: '10.00', reason: 'Loyalty' }],
    charges: [{ amount: '5.00', reason: 'Freight' }],
    prepaid: '20.00',
    withholding: { ratePercent: '15' },
  };
  const document = computed(
    draftText({ ...parts, rounding: { payableTo: '1.00' }, lines: [draftLine({ unitPrice: '100.02' })] }),
  );
  // 100.02 - 10 + 5 = 95.02; tax 9.50; 104.52 - 20 = 84.52, rounded to 85.
  const text = await printed(document);
  for (const figure of ['Loyalty', '-€10.00', 'Freight', '€5.00', '€95.02', '-€20.00', '€0.48', '€85.00']) {
    expect(text).toContain(figure);
  }
  expect(text).toContain('€14.25');
});

it('prints them on a Japanese invoice too, with the withholding tax beneath the totals', async () => {
  const document = computed(
    japaneseDraftText({
      lines: [draftLine({ unitPrice: '33333' })],
      allowances: [{ amount: '333', reason: '特別値引' }],
      withholding: { ratePercent: '10.21' },
    }),
  );
  const text = await printed(document);
  for (const figure of ['特別値引', '-¥333', '¥33,000', '¥3,369', '源泉徴収税額'])
    expect(text).toContain(figure);
});

it.each(['AE', 'K', 'G'] as const)('prints the tax row of category %s', async (taxCategory) => {
  const line = draftLine({ taxCategory, taxRatePercent: '0', exemptionReason: 'By law' });
  for (const draft of [
    draftText({ lines: [line] }),
    japaneseDraftText({ lines: [{ ...line, unitPrice: '100' }] }),
  ]) {
    expect(await printed(computed(draft))).toMatch(/100/);
  }
});

it('a document without any of it prints no line for it', async () => {
  const text = await printed(computed(draftText()));
  for (const label of ['Sum of the lines', 'Rounding', 'Amount paid', 'Withholding']) {
    expect(text).not.toContain(label);
  }
});

it.each([
  ['deposit', 'Deposit invoice', '前受金請求書'],
  ['final', 'Final invoice', '最終請求書'],
] as const)(
  'calls a %s by its name in both languages, and names what came before',
  async (type, english, japanese) => {
    const precedingInvoices = [{ number: 'INV-7', issueDate: '2026-04-01' }];
    const text = await printed(computed(draftText({ type, precedingInvoices })));
    expect(text).toContain(english);
    expect(text).toContain('INV-7');
    expect(await printed(computed(japaneseDraftText({ type, precedingInvoices })))).toContain(japanese);
  },
);

it('prints the tax of each rate in yen, with the rate that it was converted at, on an invoice in dollars', async () => {
  const document = computed(
    japaneseDraftText({
      currency: 'USD',
      taxCurrency: 'JPY',
      exchangeRate: { rate: '156.25', source: 'Mizuumi TTM', date: '2026-11-20' },
      lines: [
        draftLine({ unitPrice: '2400.00' }),
        draftLine({ unitPrice: '45.00', taxCategory: 'AA', taxRatePercent: '8' }),
      ],
    }),
  );
  const text = (await printed(document)).replaceAll(/\s/g, '');
  for (const figure of ['¥37,500', '¥562', '¥38,062', '1USD=156.25JPY', 'MizuumiTTM', '2026年11月20日'])
    expect(text).toContain(figure);
});
