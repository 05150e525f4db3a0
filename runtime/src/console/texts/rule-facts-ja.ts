import type { InvoiceFact, LineFact } from '../../core/rules/fact-catalogue.ts';

const invoice: Record<InvoiceFact, string> = {
  totalMinor: '請求書の税込合計(請求書の通貨)。返還請求書ではマイナスになります。',
  taxExclusiveMinor: '値引き後の税抜合計。',
  totalBaseMinor:
    '税込合計を当日の為替レートで法人の通貨に換算した金額(切り上げ)。複数の通貨の請求書を比べるときに使います。',
  maxDiscountPpm: '明細のうち最も大きい値引率(単価×数量に対する割合)。',
  discountMinor: 'すべての明細の値引額の合計。',
  allowancesMinor: '値引き以外の減額(リベートなど)。文書全体と明細の両方を含みます。',
  hasManualPrice: 'いずれかの明細の単価が商品マスターと異なります(高い場合も低い場合も)。',
  exceedsAllowedDiscount:
    '単価または値引きにより、商品で許容された値引率を超えて定価を下回る明細があります。',
  marginPpm: '値引き後の税抜金額から各明細の原価を引いた残りの割合。原価割れの場合は負の値になります。',
  isMarginKnown:
    'すべての明細に、請求書の通貨での原価が登録されているか。そうでない場合や返還請求書では粗利率は計算されません。',
  isNewCustomer: 'この取引先に発行済みの請求書がまだありません。',
  hasBuyerMismatch:
    'CRMまたは台帳の取引先の名称・住所・税番号が、請求書と異なります。過去の請求書では分からないため、試行では担当者の判断になります。',
  hasOtherTerms: '支払条件が法人の標準と異なります。',
  termsDaysMax: '支払期限までの最長の日数。翌月末払いなら60日です。',
  termsDays: '支払期限までの日数。「30日以内」のように日数で決まる条件の場合だけ分かります。',
  documentKind: '請求書、返還請求書などの文書の種類。',
  creditMinor: '返還請求書で返還する金額(プラスの値)。ほかの文書では0です。',
  commandMinor:
    '発行済み文書への操作の金額:返金額、貸倒額、または無効にする文書の合計。訂正と申請では0です。',
  commandTotalMinor:
    '操作の金額に、その請求書でこれまでに返金した金額を加えたもの。分けて返金しても合計で判定できます。',
  commandReason: '操作の申請時に入力された理由。文書の申請では空です。',
  creditReason: '返還請求書の作成時に入力された理由。ほかの文書では空です。',
  hasContract: '契約にもとづく請求書です。',
  hasPurchaseOrder: '取引先の注文番号が記載されています。',
  lineCount: '明細の行数。',
  buyerCountry: '取引先の住所の国(2文字の国コード)。',
  customerId: '取引先のID。取引先のページのアドレスに含まれています。',
  locale: '文書を発行する言語。',
  currency: '請求書の通貨(3文字の通貨コード)。',
  baseCurrency: '法人の通貨(3文字の通貨コード)。',
  entityId: '発行する法人のID。ルールは法人ごとにあるため、使うことはまれです。',
  now: '申請した日時(UTC)。例: 2026-12-01T09:00:00.000Z',
};

const line: Record<LineFact, string> = {
  discountPpm: '明細の値引率(単価×数量に対する割合)。',
  netMinor: '値引き後の明細の税抜金額。返還の明細ではマイナスになります。',
  overAllowedDiscountPpm: '商品で許容された値引率を超えて定価を下回る割合。超えていなければ0です。',
  sku: '明細の商品コード。',
  taxCategory: 'EN 16931の区分による明細の課税方法。',
  hasManualPrice: '単価が商品マスターと異なります(高い場合も低い場合も)。',
  marginPpm:
    '値引きと減額の後の明細の税抜金額から原価を引いた残りの割合。原価割れの場合は負の値になります。文書全体の減額は含みません。',
  isMarginKnown:
    '明細の商品に請求書の通貨での原価が登録され、明細が有償か。そうでない場合や返還請求書では粗利率は計算されません。',
};

/** ルールビルダーの項目の説明。 */
export const ruleFactsJa = { invoice, line };
