const range = (first: number, last: number): string =>
  String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, index) => first + index));

/**
 * What people, machines and attackers write into names, notes and addresses; each as it may come in, with no meaning of
 * its own. Each fits into a name. `tests/console`, `tests/browser`, `tests/http`, `tests/n8n-pack`, `tests/flow/webhooks`,
 * `tests/unit/{render,einvoice,csv,system}` and `tests/integration/channels` bring every one of them through what they test,
 * so that one more here is one more there.
 */
export const HOSTILE_TEXTS = {
  typst: '#import "@preview/x:1.0.0": * #read("/etc/passwd") $1/0$ @ref <label> #panic("x")',
  typstPage:
    '#set page(width: 9pt) #show: none #place(top, box(fill: white)[*$0.00*]) #eval("1") #sys.inputs',
  markup: '*bold* _it_ `raw` = Head - list / term: x // c /* c */ --- ~ [x] {y} \\u{41} C:\\new\\temp \\',
  html: `<hostile-element hostile-attribute="1" onclick=alert(1)>"'&<script>alert(2)</script></td></table>`,
  image: '<img src=x onerror=alert(1)><svg/onload=alert(2)><iframe srcdoc="<script>alert(3)</script>">',
  closing: ']]></textarea></option></script></style></title>--><!-- <![CDATA[ <hostile-element>',
  attribute: `x" hostile-attribute="1" onmouseover="alert(1)" y='`,
  address: 'javascript:alert(1)//https://evil.example/?a=1&amp;b=&lt;2&#60;3&copy',
  placeholders:
    "{{constructor.constructor('x')()}} \u0024{7*7} {amount} {date} {reason} %s %{x} $& $1 $` $' <%= 1 %>",
  prototype: '__proto__ constructor toString null undefined NaN -0 true [object Object]',
  formula: `=HYPERLINK("https://evil.example","x")`,
  command: `@SUM(1+1)*cmd|' /C calc'!A0`,
  wideFormula: '＝1+1；"＂，,\t＋1',
  query: `'; drop table invoices; -- \\' OR ''='`,
  newlines:
    'first\r\nBcc: thief@evil.example\r\n\r\n<b>second\u2028third\u2029fourth\u0085fifth\u000bsixth\u000cend',
  controls: 'bell\u0007 escape\u001b[31m delete\u007f next\u0085 mark\ufeff none\uffff',
  allControls: `C0 ${range(0x01, 0x1f)} C1 ${range(0x7f, 0x9f)} end`,
  rightToLeft: 'חברת אלון בע״מ 12 شركة',
  arabic: 'شركة النور للتجارة',
  override: 'Acme \u202e00.000,1$\u2066 Ltd',
  marks: 'Ac\u202a\u202b\u202c\u202d\u202eme\u2066\u2067\u2068\u2069\u200e\u200f\u061c Ltd \u202e\u2067$1',
  invisible: 'Ac\u200bm\u2060e\u00ad\u034f\u180e\u3164\u{e0041}\u{e0042} Ltd\u115f\u2800',
  emoji: '👩‍💻 🏴‍☠️ 🇯🇵 👍🏽 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ Ltd',
  combining: `Z${'\u0301\u0327'.repeat(60)} Ltd`,
  zalgo: `T${'\u030d\u0323\u0489'.repeat(20)}o${'\u0333\u033f'.repeat(30)}tal`,
  decomposed: 'カ\u3099フ\u3099 u\u0308 e\u0301'.normalize('NFD'),
  halfWidth: 'ｶﾌﾞｼｷｶﾞｲｼｬ ﾎﾟﾋﾟｭﾗｰ･ｻｰﾋﾞｽ',
  fullWidth: 'Ａｃｍｅ　Ｌｔｄ．＜ｓｃｒｉｐｔ＞＆￥１，０００',
  variants: '髙﨑 𠮷野家 葛\u{e0100}城市 邉 ㈱ ㍿ ㍻ ① № ※ 〒',
  homographs: 'Аpple Ιnc paypaⅼ ０1ⅠI｜l ﬁ ½ ™',
  kanji: '寿限無寿限無五劫の擦り切れ海砂利水魚の水行末雲来末風来末食う寝る処に住む処藪ら柑子'
    .repeat(5)
    .slice(0, 200),
  longest: 'W'.repeat(200),
  words: 'Wide Words '.repeat(18).trim(),
} as const;

/** One of them. */
export type HostileKind = keyof typeof HOSTILE_TEXTS;
export const HOSTILE_KINDS = Object.keys(HOSTILE_TEXTS) as HostileKind[];

/** What no font of the hub has: shown on pages, refused on paper. */
export const WITHOUT_GLYPH = {
  thai: 'ไทย',
  hangul: '김',
  private: '\ue000',
  noCharacter: '\u{1fffe}',
} as const;

/** What no database stores: refused wherever it comes in. */
export const UNSTORABLE_TEXTS = { nul: 'a\u0000b', firstHalf: 'a\ud83d', secondHalf: '\udc4db' } as const;

/** Longer than any field takes, without a place to break and with. */
export const ENDLESS_TEXT = 'W'.repeat(10_000);
export const ENDLESS_WORDS = 'Wide words '.repeat(1_000).slice(0, 10_000);

/** A text as long as a field takes, in UTF-16 units as zod counts, and no half of a pair at its end. */
export const cutTo = (text: string, maxChars: number): string =>
  text.slice(0, maxChars).replace(/[\ud800-\udbff]$/, '');
