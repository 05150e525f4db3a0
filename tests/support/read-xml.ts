/** An element as read: its name, attributes, children, and the text of a leaf. */
export type ReadElement = {
  name: string;
  attributes: Record<string, string>;
  children: ReadElement[];
  text: string;
};

/** Every character of XML 1.0, section 2.2. */
const LEGAL = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;
const NAME = /[A-Za-z_][\w.:-]*/y;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#10': '\n', '#9': '\t' };

/** Reads a document, and fails for everything that is not well-formed in the part of XML that we write. */
export function readXml(text: string): ReadElement {
  if (!LEGAL.test(text)) throw new Error('a character that XML forbids');
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!text.startsWith(declaration)) throw new Error('no declaration');
  const place = { at: declaration.length };
  const root = readElement(text, place);
  if (text.slice(place.at).trim() !== '') throw new Error('something stands after the root');
  return root;
}

function readElement(text: string, place: { at: number }): ReadElement {
  expectText(text, place, '<');
  const name = readName(text, place);
  const attributes: Record<string, string> = {};
  while (text[place.at] === ' ') {
    place.at += 1;
    const key = readName(text, place);
    expectText(text, place, '="');
    const end = text.indexOf('"', place.at);
    if (Object.hasOwn(attributes, key)) throw new Error(`${key} stands twice`);
    attributes[key] = decode(text.slice(place.at, end));
    place.at = end + 1;
  }
  expectText(text, place, '>');
  const element: ReadElement = { name, attributes, children: [], text: '' };
  for (;;) {
    const next = text.indexOf('<', place.at);
    if (next === -1) throw new Error(`${name} does not end`);
    element.text += decode(text.slice(place.at, next));
    place.at = next;
    if (text.startsWith(`</${name}>`, next)) {
      place.at = next + name.length + 3;
      if (element.children.length > 0 && element.text.trim() !== '') throw new Error(`${name} is mixed`);
      return element;
    }
    element.children.push(readElement(text, place));
  }
}

function readName(text: string, place: { at: number }): string {
  NAME.lastIndex = place.at;
  const [name = ''] = NAME.exec(text) ?? [];
  if (name === '') throw new Error(`no name at ${place.at}`);
  place.at += name.length;
  return name;
}

function expectText(text: string, place: { at: number }, wanted: string): void {
  if (!text.startsWith(wanted, place.at)) throw new Error(`${wanted} is missing at ${place.at}`);
  place.at += wanted.length;
}

function decode(text: string): string {
  if (text.includes(']]>') || text.includes('<')) throw new Error('a text that would end a section');
  return text.replaceAll(/&([^;&]*);?/g, (whole, name: string) => {
    const character = ENTITIES[name];
    if (character === undefined || !whole.endsWith(';')) throw new Error(`${whole} is no entity`);
    return character;
  });
}

/** The texts of every leaf at a path below an element, such as `cac:InvoiceLine/cbc:ID`. */
export function textsAt(element: ReadElement, path: string): string[] {
  return elementsAt(element, path).map(({ text }) => text);
}

/** The elements at a path below an element. */
export function elementsAt(element: ReadElement, path: string): ReadElement[] {
  return path
    .split('/')
    .reduce<ReadElement[]>(
      (found, step) => found.flatMap(({ children }) => children.filter(({ name }) => name === step)),
      [element],
    );
}
