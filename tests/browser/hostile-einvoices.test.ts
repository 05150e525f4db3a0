import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXAMPLES, hostileEInvoices } from '../support/einvoice/hostile-documents.ts';
import { HOSTILE_TEXTS, WITHOUT_GLYPH } from '../support/hostile-texts.ts';
import type { ReadElement } from '../support/read-xml.ts';
import { openBrowser, type TestBrowser } from './support/open-browser.ts';

let browser: TestBrowser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** Reads a document with the parser of the browser, and says what is no element, attribute or text of a leaf. */
const READ = `(xml) => {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  const read = (element) => {
    const children = [...element.children].map(read);
    const strays = [...element.childNodes].filter(({ nodeType }) => nodeType !== 1 && nodeType !== 3);
    const attributes = Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
    const text = children.length > 0 ? '' : element.textContent;
    return { name: element.nodeName, attributes, children, text, strayCount: strays.length };
  };
  return read(document.documentElement);
}`;

type Read = Omit<ReadElement, 'children'> & { children: Read[]; strayCount: number };

/** What a browser finds where an invoice is nothing but its elements, attributes and texts. */
const asRead = ({ name, attributes, children, text }: ReadElement): Read => ({
  name,
  attributes,
  children: children.map(asRead),
  text: children.length > 0 ? '' : text,
  strayCount: 0,
});

test('an electronic invoice with any hostile text in every place is read by a parser of XML as it was written', async () => {
  const { page, close } = await browser.open();
  for (const text of [...Object.values(HOSTILE_TEXTS), ...Object.values(WITHOUT_GLYPH)]) {
    const invoices = [...EXAMPLES.keys()].flatMap((example) => hostileEInvoices(example, text));
    const read = await page.evaluate<Read[]>(
      `${JSON.stringify(invoices.map(({ xml }) => xml))}.map(${READ})`,
    );
    expect(read).toEqual(invoices.map(({ expected }) => asRead(expected)));
  }
  await close();
});
