/** An element of a page, with its attributes as they are once read, and the text that is directly in it. */
export type ReadElement = {
  name: string;
  attributes: Map<string, string>;
  text: string;
  children: ReadElement[];
};

const TOKEN =
  /<!DOCTYPE html>|<\/([a-z][a-z0-9]*)>|<([a-z][a-z0-9]*)((?: [a-z][A-Za-z0-9-]*="[^"<>]*")*)(\/?)>|([^<>]+)/gy;
const ATTRIBUTE = / ([a-z][A-Za-z0-9-]*)="([^"]*)"/g;
const VOID = new Set(['meta', 'link', 'input', 'img', 'br', 'hr', 'col']);

/**
 * Reads a page by the strict grammar that our own writer keeps to: every attribute in double quotes, no `<` or `>` but
 * those of tags, every element closed in order. Anything else throws, so that a text that broke out is found however it
 * did; what is read is what a browser reads.
 */
export function readStrictHtml(html: string): ReadElement {
  const root: ReadElement = { name: '#root', attributes: new Map(), text: '', children: [] };
  const open = [root];
  let end = 0;
  for (const [whole, closed, opened, attributes = '', isClosed, text] of html.matchAll(TOKEN)) {
    end += whole.length;
    const parent = open.at(-1) ?? root;
    if (text !== undefined) parent.text += readEntities(text);
    if (closed !== undefined && open.pop()?.name !== closed) throw new Error(`</${closed}> closes another`);
    if (opened === undefined) continue;
    const pairs = [...attributes.matchAll(ATTRIBUTE)];
    const element = {
      name: opened,
      attributes: new Map(pairs.map(([, name = '', value = '']) => [name, readEntities(value)])),
      text: '',
      children: [],
    };
    parent.children.push(element);
    if (isClosed !== '/' && !VOID.has(opened)) open.push(element);
  }
  if (end !== html.length) throw new Error(`no HTML of ours: ${html.slice(end, end + 120)}`);
  if (open.length !== 1) throw new Error(`<${open.at(-1)?.name}> stays open`);
  return root;
}

/** An element and all that are in it, in order. */
export const elementsOf = (element: ReadElement): ReadElement[] => [
  element,
  ...element.children.flatMap(elementsOf),
];

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

function readEntities(text: string): string {
  return text.replaceAll(/&([a-z]+|#\d+);|&/g, (whole, name: string | undefined) => {
    const character = name === undefined ? undefined : ENTITIES[name];
    if (character === undefined) throw new Error(`"${whole}" is no entity that we write`);
    return character;
  });
}
