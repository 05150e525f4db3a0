import { afterAll, describe, expect, it } from 'vitest';
import { createRenderer } from '../../../runtime/src/adapters/render/create-renderer.ts';
import type { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import { makeJpInvoice, makeLine } from './support/invoices.ts';
import { loadStandardTemplate } from './support/load-standard-template.ts';
import { pdfDictionaries, pdfText } from './support/pdf-text.ts';

const template = await loadStandardTemplate();
const renderer = createRenderer();
afterAll(() => renderer.close());
const textOf = async (document: InvoiceDocument) => pdfText(await renderer.renderPdf({ document, template }));

describe('the Japanese invoice', () => {
  // The six items of 消費税法57条の4第1項.
  it.each([
    ['the name of the issuer', '株式会社青葉ソリューションズ'],
    ['the registration number of the issuer', '登録番号 T7000012050002'],
    ['the date of the supply', '取引年月日'],
    ['the date of the supply, in words', '2026年11月25日'],
    ['what was supplied', 'プラットフォーム利用料(年額)'],
    ['that an item is at the reduced rate', '会議用ミネラルウォーター 2L×9本 ※'],
    ['what the mark means', '※は軽減税率対象'],
    ['the rate and the amount at the full rate', '10%対象¥1,250,000'],
    ['the rate and the amount at the reduced rate', '8%対象（軽減税率）¥86,400'],
    ['the tax at the full rate', '¥1,250,000¥125,000'],
    ['the tax at the reduced rate', '¥86,400¥6,912'],
    ['the name of the recipient', '株式会社北山商店'],
  ])('says %s', async (_item, part) => {
    expect(await textOf(makeJpInvoice())).toContain(part);
  });

  it.each([
    '請求書',
    '御中',
    '請求日2026年11月30日',
    'お支払期限2026年12月31日',
    'ご請求金額',
    '¥1,468,312',
    '（税込）',
    '〒100-0005',
    '東京都千代田区丸の内1丁目2番3号',
    'お振込先',
    'みどり銀行',
    'カ)アオバソリューションズ',
    '月末締め翌月末払い',
    '10時間',
    '-¥10,000',
    '1 / 1 ページ',
  ])('keeps the conventions of the country: %s', async (part) => {
    expect(await textOf(makeJpInvoice())).toContain(part);
  });

  it('names the invoice that a corrected one (修正した適格請求書) stands for', async () => {
    const precedingInvoices = [
      { number: 'INV-2026-0041', issueDate: '2026-11-20', isReplaced: true as const },
    ];
    const text = await textOf(makeJpInvoice({ precedingInvoices }));
    expect(text).toContain('請求書 INV-2026-0041（2026年11月20日発行）の差替え');
  });

  it('marks only the lines at the reduced rate, and explains no mark that is not there', async () => {
    const full = makeJpInvoice({
      lines: [
        makeLine(1, {
          name: '保守',
          taxCategory: 'S',
          taxRatePercent: '10',
          unitPrice: '1000',
          netAmount: '1000',
        }),
      ],
    });
    expect((await textOf(makeJpInvoice())).split('※')).toHaveLength(3);
    expect(await textOf(full)).not.toContain('※');
  });

  it('says in English, too, what the reduced rate applies to', async () => {
    const text = await textOf(makeJpInvoice({ locale: 'en' }));
    expect(text).toContain('会議用ミネラルウォーター 2L×9本 *');
    expect(text).toContain('* Reduced tax rate');
    expect(text).toContain('Registration number T7000012050002');
    expect(text).toContain('Reduced tax 8% on ¥86,400');
  });

  it('sets Japanese and Latin side by side without a space, and says its language', async () => {
    const pdf = await renderer.renderPdf({
      document: makeJpInvoice({ notes: ['株式会社ABC様分'] }),
      template,
    });
    expect(pdfText(pdf)).toContain('株式会社ABC様分');
    expect(pdfDictionaries(pdf)).toMatch(/\/Lang \(ja/);
  });
});
