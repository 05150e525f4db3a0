import type { Texts } from './en.ts';

/** Texts of the frame around every page. */
export const layoutJa: Texts['layout'] = {
  skip: '本文へ移動',
  navigation: 'ページ',
  openPages: 'メニューを開く',
  pages: {
    board: 'ボード',
    approvals: '承認',
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
  secretOnce:
    'この値が表示されるのは今回だけです。ページを離れる前に、シークレット管理ツールなどに保管してください。',
  reason: '理由',
  reasonHelp: '監査証跡に残ります。',
};
