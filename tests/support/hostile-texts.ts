/** What people, machines and attackers write into names; each as it may come in, with no meaning of its own. */
export const HOSTILE_TEXTS = {
  typst: '#import "@preview/x:1.0.0": * #read("/etc/passwd") $1/0$ @ref <label> #panic("x")',
  html: `<hostile-element hostile-attribute="1" onclick=alert(1)>"'&<script>alert(2)</script></td></table>`,
  attribute: `x" hostile-attribute="1" onmouseover="alert(1)" y='`,
  formula: `=HYPERLINK("https://evil.example","x")`,
  controls: 'bell\u0007 escape\u001b[31m delete\u007f next\u0085 mark\ufeff none\uffff',
  rightToLeft: 'חברת אלון בע״מ 12 شركة',
  override: 'Acme \u202e00.000,1$\u2066 Ltd',
  emoji: '👩‍💻 🏴‍☠️ 🇯🇵 Ltd',
  combining: `Z${'\u0301\u0327'.repeat(60)} Ltd`,
  longest: 'W'.repeat(200),
} as const;

/** One of them. */
export type HostileKind = keyof typeof HOSTILE_TEXTS;
export const HOSTILE_KINDS = Object.keys(HOSTILE_TEXTS) as HostileKind[];

/** Longer than any field takes. */
export const ENDLESS_TEXT = 'W'.repeat(10_000);
