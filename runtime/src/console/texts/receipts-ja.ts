import type { Texts } from './en.ts';

/** Texts of `receiptsEn` in Japanese. */
export const receiptsJa: Texts['receipts'] = {
  open: '入金を登録',
  title: '入金の登録',
  lead: '請求書を特定せずに、顧客からの入金を登録します。次の画面で請求書に充当するか、お預かりとして残します。',
  search: '顧客',
  searchHelp: '名前の一部で検索します。見つかった顧客が下の一覧に表示されます。',
  searchSubmit: '検索',
  noneFound: 'この名前の顧客は見つかりません。',
  customerId: '入金元',
  entityId: '入金先の法人',
  amount: '金額',
  amountHelp: '通貨の単位で入力してください（例：1200）。',
  amountWrong: '0より大きい金額を、桁区切りなしで通貨の小数桁数以内で入力してください（例：1200）。',
  currency: '通貨',
  currencyHelp: '3文字のコードです（例：JPY）。',
  receivedOn: '入金日',
  reference: '摘要',
  referenceHelp: '銀行明細の摘要です。',
  rest: '充当方法',
  rests: {
    keep: { label: '次の画面で請求書を選ぶ', help: 'それまではお預かりになります。' },
    oldest_due: {
      label: '期日の古い請求書から充当する',
      help: '充当されない分はお預かりになります。',
    },
  },
  submit: '登録する',
  back: '売掛金の年齢表',
  one: (amount) => `${amount}の入金`,
  from: (name, date) => `${name}から${date}に入金`,
  ordered: (name, date) => `${name}から（手続き開始日 ${date}）`,
  nobody: '入金元不明',
  facts: { amount: '入金額', applied: '充当済み', unapplied: 'お預かり', reference: '摘要' },
  applied: '充当先',
  appliedNone: 'まだどの請求書にも充当されていません。',
  refunded: '返金',
  choose: '請求書に充当',
  chooseLead: (left) => `残りは${left}です。請求書ごとに充当する金額を入力してください。`,
  columns: { invoice: '請求書', due: '支払期日', owed: '未回収残高', amount: '充当額' },
  amountOf: (number) => `${number}への充当額`,
  nothingOpen: 'この顧客には、この法人・通貨で未回収の請求書がありません。残りはお預かりになります。',
  nothingLeft: '全額が請求書に充当されています。',
  returned: 'この入金は戻されました。',
  arrival: {
    titles: { processing: '手続き中', failed: '入金されませんでした' },
    processing: (date) =>
      `${date}から手続き中です。着金するまで消し込まれません。その間、督促の対象からは除かれます（最長30日）。`,
    failed: (reason) =>
      reason === null
        ? 'この入金は失敗しました。理由は記録されていません。'
        : `この入金は失敗しました。理由：${reason}`,
    settle: {
      label: '着金した',
      title: '着金の記録',
      text: '通常の入金として充当されます。後から連携元の通知が届いても、同じ入金として扱われます。',
      confirm: '着金を記録する',
    },
    after: {
      label: '後から着金した',
      title: '失敗後の着金の記録',
      text: '通常の入金として充当されます。',
      confirm: '着金を記録する',
    },
    fail: {
      label: '失敗した',
      title: '入金失敗の記録',
      text: '請求書の表示から除かれ、督促が再開します。',
      confirm: '失敗を記録する',
    },
  },
  apply: '充当する',
  oldest: '期日の古い順に充当',
  noAmount: '少なくとも1件の請求書に金額を入力してください。',
  done: {
    entered: (left) => `入金を登録しました。充当されていない残りは${left}です。`,
    applied: (left) => `充当しました。お預かりの残りは${left}です。`,
    settled: (left) => `着金を記録しました。充当されていない残りは${left}です。`,
    failed: (_left) => '入金の失敗を記録しました。',
  },
};
