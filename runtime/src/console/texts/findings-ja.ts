import type { Texts } from './en.ts';

/** Texts of what a submission finds. */
export const findingsJa: Texts['findings'] = {
  title: '確認事項',
  levels: { error: 'エラー：', warning: '理由が必要：', info: '参考：' },
  differences: '取引先の情報の比較',
  field: '項目',
  onInvoice: '請求書',
  onRecord: '連携先の情報',
  fields: { name: '名称', taxId: '税番号', address: '住所' },
};
