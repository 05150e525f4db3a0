import { readdirSync, readFileSync } from 'node:fs';
import { EInvoiceFormat, profileOfFormat } from '../../../runtime/src/core/einvoice/profile.ts';
import { invoiceToUbl } from '../../../runtime/src/core/einvoice/ubl-invoice.ts';
import { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import { previewDraft } from '../../../runtime/src/core/validation/preview-draft.ts';
import { replaceFreeTexts } from '../fill-free-texts.ts';
import { cutTo } from '../hostile-texts.ts';
import { type ReadElement, readXml } from '../read-xml.ts';

const FOLDER = new URL('../../../docs/examples/invoices/', import.meta.url);

/** Every example invoice of the documentation by its name, computed. */
export const EXAMPLES: ReadonlyMap<string, InvoiceDocument> = new Map(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json'))
    .map((name) => {
      const preview = previewDraft(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')));
      if (!preview.ok) throw new Error(JSON.stringify(preview.findings));
      return [name.replace('.json', ''), preview.document];
    }),
);

/** What decides how the document is written, and says nothing that somebody typed. */
const CODES =
  /\/(id|entityId|customerId|dealId|contractId|productId|productVersionId|code|taxId|unit|reasonCode|exemptionCode)$/;

/** An electronic invoice whose free texts are hostile, and how it is read when each is nothing but a text. */
export type HostileEInvoice = { name: string; xml: string; expected: ReadElement };

/** An example in every format that takes it, with one text in all its places; each place has a mark of its own before it. */
export function hostileEInvoices(example: string, text: string): HostileEInvoice[] {
  const given = EXAMPLES.get(example);
  if (given === undefined) throw new Error(`there is no example ${example}`);
  return EInvoiceFormat.options.flatMap((format) => {
    const marked = exported(withTexts(given, ''), format);
    const written = exported(withTexts(given, text), format);
    if (marked === undefined || written === undefined) return [];
    const name = `${example} as ${format}`;
    return [{ name, xml: written, expected: withTextInside(readXml(marked), text) }];
  });
}

function exported(document: InvoiceDocument, format: EInvoiceFormat): string | undefined {
  const written = invoiceToUbl(document, profileOfFormat(document, format));
  return written.ok ? written.xml : undefined;
}

/** Marks have three figures, as a telephone number must (BR-DE-27), and say how long a text their place takes. */
function withTexts(document: InvoiceDocument, text: string): InvoiceDocument {
  let next = 100;
  return replaceFreeTexts(InvoiceDocument, document, (pointer, maxChars, given) => {
    if (CODES.test(pointer)) return given;
    const mark = `[${next++}:${maxChars}]`;
    return cutTo(`${mark}${text}`, maxChars);
  });
}

/** What XML can carry of a text (XML 1.0, sections 2.2 and 2.11). */
const legal = (text: string): string =>
  text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');

/** A text that was read with marks alone, with what stands behind each. */
const behindMarks = (marked: string, text: string): string =>
  marked.replaceAll(/\[\d{3}:(\d+)\]/g, (mark, maxChars) => legal(cutTo(`${mark}${text}`, Number(maxChars))));

const withTextInside = (element: ReadElement, text: string): ReadElement => ({
  ...element,
  attributes: Object.fromEntries(
    Object.entries(element.attributes).map(([name, value]) => [name, behindMarks(value, text)]),
  ),
  children: element.children.map((child) => withTextInside(child, text)),
  text: behindMarks(element.text, text),
});
