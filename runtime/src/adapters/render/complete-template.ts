import type { InvoiceDocument } from '../../core/invoice/document.ts';
import { isJsonObject, type JsonObject } from '../../core/json.ts';
import type { TemplateSource } from '../../flow/ports.ts';
import { ownTextsOf } from './own-texts.ts';

/** What is drawn: a document, and the template with words for its kind. */
export type Drawn = { document: InvoiceDocument; template: TemplateSource };

/** The texts of the template that comes with the hub, by language. */
export type ReadyTexts = Readonly<Record<string, JsonObject>>;

/**
 * Completes a template that has no words for a kind of document, such as one from before there were credit notes, by those
 * of the ready template in the document's language. They stand over the words of the invoice, where the source of such a
 * template looks for them; what it does not know how to print of a credit note, the credited invoice, becomes a note.
 * Unchanged where the template has its own words, or the hub none in that language.
 */
export function completeTemplate(drawn: Drawn, ready: ReadyTexts): Drawn {
  const { document, template } = drawn;
  const kind = ownTextsOf(document.type);
  const texts = template.texts[document.locale];
  if (kind === undefined || texts === undefined || texts[kind] !== undefined) return drawn;
  const words = ready[document.locale]?.[kind];
  if (!isJsonObject(words)) return drawn;
  const own = overlaid(texts, words);
  const completed = { ...texts, ...own, [kind]: own };
  return {
    template: { ...template, texts: { ...template.texts, [document.locale]: completed } },
    document: document.type === 'credit_note' ? asOldTemplatesPrint(drawn, own) : document,
  };
}

/** The words, with those of the template where they have none: a template may name fields that the ready one has not. */
function overlaid(texts: JsonObject, words: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(words).map(([name, word]) => {
      const under = texts[name];
      return [name, isJsonObject(word) && isJsonObject(under) ? { ...under, ...word } : word];
    }),
  );
}

/** A credit note for a source that knows invoices only: nothing is to be paid, and it says what it credits. */
function asOldTemplatesPrint({ document, template }: Drawn, own: JsonObject): InvoiceDocument {
  const fields = own['fields'];
  const label = isJsonObject(fields) ? fields['preceding'] : undefined;
  const isSaidByTemplate = template.source.includes('precedingInvoices');
  const said = isSaidByTemplate || typeof label !== 'string' ? [] : (document.precedingInvoices ?? []);
  return {
    ...document,
    terms: { code: '', text: '' },
    notes: [...said.map(({ number }) => `${label}: ${number}`), ...document.notes],
  };
}
