/** An element with its attributes and children; one without any content is left out when it is written. */
export type XmlElement = {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly XmlElement[];
  text: string;
};

/** Anything that may stand where an element does: what is missing is left out. */
export type XmlChild = XmlElement | undefined | readonly (XmlElement | undefined)[];

/** An element that holds others. */
export function group(name: string, ...children: XmlChild[]): XmlElement {
  const given = children.flat().filter((child) => child !== undefined);
  return { name, attributes: {}, children: given, text: '' };
}

/** An element that holds a text; without one there is no element. */
export function leaf(
  name: string,
  text: string | undefined,
  attributes: Readonly<Record<string, string | undefined>> = {},
): XmlElement | undefined {
  const kept = text === undefined ? '' : legalText(text);
  if (!hasLegalText(kept)) return undefined;
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, legalText(value)] as const],
  );
  return { name, attributes: Object.fromEntries(given), children: [], text: kept };
}

/** Whether anything of a text is left in XML, so that its element is written. */
export const hasLegalText = (text: string): boolean => legalText(text).trim() !== '';

/** Everything that XML 1.0 (section 2.2) does not allow, halves of surrogate pairs and U+FFFE among it. */
const ILLEGAL = /[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Line ends as XML reads them (section 2.11), and no character that it forbids. */
const legalText = (text: string): string => text.replaceAll(/\r\n?/g, '\n').replaceAll(ILLEGAL, '');

/** `>` as well: `]]>` may not stand in a text (section 2.4). */
const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const escapeAttribute = (text: string): string =>
  escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');

/** Writes a document in UTF-8, indented; the same element gives the same text. */
export function xmlToText(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement(root, '')}`;
}

function writeElement(element: XmlElement, indent: string): string {
  const { name, attributes, text } = element;
  const children = element.children.filter(hasContent);
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`);
  const open = `${indent}<${name}${written.join('')}>`;
  if (children.length === 0) return `${open}${escapeText(text)}</${name}>\n`;
  const inner = children.map((child) => writeElement(child, `${indent}  `)).join('');
  return `${open}\n${inner}${indent}</${name}>\n`;
}

/** An empty element says nothing and is refused by receivers (PEPPOL-EN16931-R008). */
function hasContent(element: XmlElement): boolean {
  return element.text !== '' || element.children.some(hasContent);
}
