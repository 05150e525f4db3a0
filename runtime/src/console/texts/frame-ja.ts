import type { Texts } from './en.ts';

/** Texts of the frame around every page. */
export const layoutJa: Texts['layout'] = {
  skip: '本文へ移動',
  navigation: 'ページ',
  openPages: 'メニューを開く',
  pages: {
    board: 'ボード',
    approvals: '承認',
    contracts: '契約',
    exceptions: '要対応',
    connections: '接続',
    mappings: 'マッピング',
    webhooks: 'Webhook設定',
    keys: 'APIキー',
    people: 'メンバー',
    setUp: '初期設定',
  },
  groups: { work: '請求', data: 'データ連携', organization: '組織' },
  waiting: (count) => `${count}件が対応待ち`,
  language: '言語',
  personMenu: 'アカウントと設定',
  account: 'アカウント',
  api: 'HTTP APIの説明',
  shortcuts: 'キーボードショートカット',
  shortcutNames: {
    board: 'ボードへ移動',
    approvals: '承認へ移動',
    exceptions: '要対応へ移動',
    connections: '接続へ移動',
    webhooks: 'Webhook設定へ移動',
    keys: 'APIキーへ移動',
    search: '検索',
    step: '次・前の項目',
    cross: '左・右の列',
    help: 'この一覧を表示',
  },
  leave: 'サインアウト',
  timesIn: (zone) => `時刻は${zone}で表示しています。`,
};

/** Texts of the parts of forms. */
export const formJa: Texts['form'] = {
  optional: '任意',
  copy: 'コピー',
  copied: 'コピーしました',
  cancel: 'キャンセル',
  close: '閉じる',
  save: '保存',
  refused: 'まだ保存していません。印のついた項目を直して、もう一度送信してください。',
  required: '入力してください。',
  wrong: 'この値は使えません。',
  tooLong: (max) => `${max}文字以内で入力してください。`,
  tooShort: (min) => `${min}文字以上で入力してください。`,
  notEmail: 'メールアドレスの形式で入力してください。',
  notNumber: '数値を「1200.50」のように入力してください。',
  notDate: '日付を入力してください。',
  notOption: '選択肢から選んでください。',
  refusals: {
    'product.version_not_later': '最新の版より後の日付から始めてください。',
    'product.sku_taken': 'このSKUは別の商品で使われています。',
    'product.price_missing': 'この商品には、請求元法人の通貨の標準単価がありません。',
    'entity.unknown': '指定された請求元法人がありません。',
    'entity.terms_unreadable': '支払条件を読み取れません。',
    'entity.number_pattern_unreadable':
      '番号の形式を読み取れません。「INV-{year}-{seq:4}」のように{seq}を入れてください。',
    'entity.number_series_clash': '同じ形式の番号を使う系列がほかにあります。先頭の文字を変えてください。',
  },
  secretOnce:
    'この値が表示されるのは今回だけです。ページを離れる前に、シークレット管理ツールなどに保管してください。',
  reason: '理由',
  reasonHelp: '監査証跡に残ります。',
};
