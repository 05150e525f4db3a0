/** What `core/mapping` and the schemas of records say of a value that they refuse, word by word, in Japanese. */
const REASONS: Readonly<Record<string, string>> = {
  'is missing': '値がありません',
  'is not a list': 'リストではありません',
  'is a list or an object, not text': 'リストまたはオブジェクトで、文字列ではありません',
  'is a number with a fraction, not text': '小数の数値で、文字列ではありません',
  'is a binary number that is not exact; send it as text': '正確に表せない数値です。文字列で送信してください',
  'is no decimal number': '数値ではありません',
  'is no whole number': '整数ではありません',
  'is no whole number that is exact': '正確な整数ではありません',
  'is no amount': '金額ではありません',
  'has more than one minus': 'マイナス記号が2つ以上あります',
  'is not from 0 to 100 percent': '0〜100%の範囲にありません',
  'is neither true nor false': '真偽値ではありません',
  'is no date, ISO instant with offset, or epoch milliseconds': '日付または日時として読み取れません',
  'is no ISO instant with offset, or epoch milliseconds': '日時として読み取れません',
  'is no date with a time, year first': '年から始まる日時ではありません',
  'is no date of the form /Date(ms+0000)/': '/Date(ms+0000)/形式の日付ではありません',
  'is no time that exists': '存在しない日時です',
  'lies outside the years 1 to 9999': '1〜9999年の範囲にありません',
  'is no mail address': 'メールアドレスではありません',
  'is no country that we know; use its ISO 3166 code':
    '不明な国名です。ISO 3166のコード（JPなど）を使ってください',
  'is no language that documents can be issued in': '書類を発行できる言語ではありません',
  'is no unit that we know; name it in the table': '不明な単位です。変換表に追加してください',
  'is not T and 13 digits': 'Tと13桁の数字ではありません',
  'has no digits': '数字がありません',
  'holds a character that cannot be stored (U+0000 or half of a surrogate pair)':
    '保存できない文字（U+0000または片方だけのサロゲート）を含んでいます',
  'is no field of the record': 'レコードにない項目です',
  'is no ISO 4217 currency code': 'ISO 4217の通貨コードではありません',
  'must be an ISO 4217 code such as USD': 'JPYなどISO 4217の通貨コードにしてください',
  'must be an ISO 3166-1 code such as US': 'JPなどISO 3166-1の国コードにしてください',
  'must be a plain decimal number': '区切りのない10進数にしてください',
  'must not be negative': '0以上にしてください',
  'must be from 0 to 100': '0〜100にしてください',
  'must be greater than zero': '0より大きくしてください',
  'Invalid email address': 'メールアドレスではありません',
  'Invalid ISO date': 'YYYY-MM-DD形式の日付にしてください',
  'Invalid ISO datetime': 'オフセット付きの日時にしてください',
};

/** Reasons that name a value or a bound. */
const PATTERNS: readonly (readonly [RegExp, (...found: string[]) => string])[] = [
  [/^"(.*)" is not in the table$/s, (value) => `「${value}」は変換表にありません`],
  [/^"(.*)" is both true and false$/s, (value) => `「${value}」が真と偽の両方に指定されています`],
  [/^is longer than (\d+) characters$/, (count) => `${count}文字を超えています`],
  [/^has more than (\d+) parts$/, (count) => `${count}個を超えています`],
  [/^has more than (\d+) digits$/, (count) => `${count}桁を超えています`],
  [/^has more than (\d+) decimals$/, (count) => `小数点以下が${count}桁を超えています`],
  [
    /^has more than the (\d+) decimals of ([A-Z]{3})$/,
    (count, currency) => `小数点以下が${currency}の${count}桁を超えています`,
  ],
  [/^is a time that the clocks of (.+) skip$/, (zone) => `${zone}で存在しない時刻です`],
  [/^Invalid input: expected \w+, received undefined$/, () => '値がありません'],
  [/^Invalid input: expected (\w+)/, (type) => `値の型が違います（${type}が必要です）`],
  [
    /^Invalid discriminator value\. Expected (.+)$/,
    (options) => `次のいずれかにしてください：${options.replaceAll("'", '')}`,
  ],
  [/^Invalid option: expected one of (.+)$/, (options) => `次のいずれかにしてください：${options}`],
  [/^Too small: expected string to have >=1 characters$/, () => '値が空です'],
  [/^Too big: expected string to have <=(\d+) characters$/, (count) => `${count}文字を超えています`],
  [/^Too small: expected array to have >=(\d+) items$/, (count) => `${count}件以上必要です`],
];

/**
 * Why a mapping refuses a value, in Japanese: the sentence with the row and field before it, where it has them.
 * Undefined for a reason that has no text here, which is then told in English.
 */
export function mappingReasonJa(detail: string): string | undefined {
  const placed = /^row (\d+), field "([^"]*)": (.*)$/s.exec(detail);
  const [, row, field, reason = detail] = placed ?? [];
  const said = translate(reason);
  if (said === undefined) return undefined;
  return placed === null ? `${said}。` : `${row}行目「${field}」：${said}。`;
}

function translate(reason: string): string | undefined {
  if (Object.hasOwn(REASONS, reason)) return REASONS[reason];
  const [element, index, inner] = /^\[(\d+)\] (.*)$/s.exec(reason) ?? [];
  if (element !== undefined && inner !== undefined) {
    const said = translate(inner);
    return said === undefined ? undefined : `${Number(index) + 1}番目の要素：${said}`;
  }
  for (const [pattern, text] of PATTERNS) {
    const found = pattern.exec(reason);
    if (found !== null) return text(...found.slice(1));
  }
  return undefined;
}
