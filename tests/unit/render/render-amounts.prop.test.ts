import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { createRenderer } from '../../../runtime/src/adapters/render/create-renderer.ts';
import { type CurrencyCode, parseCurrencyCode } from '../../../runtime/src/core/money/currency.ts';
import { formatMoneyWithSymbol } from '../../../runtime/src/core/money/format-money-with-symbol.ts';
import { money } from '../../../runtime/src/core/money/money.ts';
import { moneyToText } from '../../../runtime/src/core/money/money-to-text.ts';
import { makeLine, makeUsInvoice } from './support/invoices.ts';
import { loadStandardTemplate } from './support/load-standard-template.ts';
import { pdfPages } from './support/pdf-text.ts';

const template = await loadStandardTemplate();
const renderer = createRenderer();
afterAll(() => renderer.close());

const AMOUNT_MAX = 10n ** 15n;

function currencyOf(code: string): CurrencyCode {
  const parsed = parseCurrencyCode(code);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}

it('prints every amount exactly as the money module writes it, in every number of decimals', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('USD', 'JPY', 'KWD', 'EUR', 'CHF', 'CLF'),
      fc.array(fc.bigInt({ min: -AMOUNT_MAX, max: AMOUNT_MAX }), { minLength: 1, maxLength: 12 }),
      async (code, amounts) => {
        const currency = currencyOf(code);
        const lines = amounts.map((amountMinor, index) => {
          const amount = moneyToText(money(amountMinor, currency));
          return makeLine(index + 1, { unitPrice: amount, netAmount: amount });
        });
        const document = makeUsInvoice({ currency: code, lines });
        const printed = pdfPages(await renderer.renderPdf({ document, template }))
          .join('')
          .split('\n');
        for (const amountMinor of amounts) {
          // The font draws a no-break space and a space alike, and so they read alike.
          const written = formatMoneyWithSymbol(money(amountMinor, currency), 'en').replace('\u00a0', ' ');
          expect(printed).toContain(written);
        }
      },
    ),
    { numRuns: 12 },
  );
});
