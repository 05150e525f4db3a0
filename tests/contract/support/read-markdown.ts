const FENCES = /^ *```.*?^ *```/gms;
const CODE_SPAN = /`([^`\n]+)`/g;
const LINK = /\]\(([^)\s]+)\)/g;
const HEADING = /^#+ +(.+)$/gm;

const withoutFences = (text: string): string => text.replaceAll(FENCES, '');

/** The texts in backticks outside of code blocks, in order. */
export const codeSpansOf = (text: string): string[] =>
  [...withoutFences(text).matchAll(CODE_SPAN)].map((match) => match[1] ?? '');

/** Where the links and pictures outside of code lead, as written. */
export const linksOf = (text: string): string[] =>
  [...withoutFences(text).replaceAll(CODE_SPAN, '').matchAll(LINK)].map((match) => match[1] ?? '');

/** The anchors of the headings as GitHub makes them: lower case, no punctuation, hyphens for spaces. */
export const anchorsOf = (text: string): string[] =>
  [...withoutFences(text).matchAll(HEADING)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

const FILE_NAME = /\.(ts|tsx|js|mjs|cjs|json|sql|md|typ)$/;

/**
 * True for a text in backticks that names a file or folder of the repository: a name with one of our extensions, or
 * a path whose first name is among `firstNames`. What the hub makes at run time, below `.seikyu/`, is none.
 */
export function isPathOfOurs(span: string, firstNames: ReadonlySet<string>): boolean {
  if (!/^[\w.@<>…*-]+(\/[\w.@<>…*-]+)*\/?$/.test(span) || span.startsWith('.seikyu/')) return false;
  if (FILE_NAME.test(span)) return true;
  return span.includes('/') && firstNames.has(span.split('/')[0] ?? '');
}

/** The body of the first table below a heading, as rows of trimmed cells; empty when there is none. */
export function tableUnder(text: string, heading: string): string[][] {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ +/, '') === heading);
  const from = at === -1 ? -1 : lines.findIndex((line, index) => index > at && line.startsWith('|'));
  if (from === -1) return [];
  const after = lines.findIndex((line, index) => index > from && !line.startsWith('|'));
  return lines.slice(from + 2, after === -1 ? undefined : after).map((line) =>
    line
      .slice(1, line.lastIndexOf('|'))
      .split('|')
      .map((cell) => cell.trim()),
  );
}
