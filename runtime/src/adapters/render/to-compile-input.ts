import { AppError } from '../../core/app-error.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import { mirrorDocument } from '../../core/invoice/mirror-document.ts';
import { toJson } from '../../core/json.ts';
import { currencyDigits, parseCurrencyCode } from '../../core/money/currency.ts';
import type { TemplateSource } from '../../flow/ports.ts';
import { checkTemplateSource } from './check-template-source.ts';
import { printableJson } from './printable-text.ts';
import type { CompileInput } from './render-message.ts';

/**
 * What a template is given: `document` with printable texts, the `texts` of its language, `locale`, and `currency`
 * with its number of decimals. Throws `render.refused` for a template that may not run or lacks the language.
 */
export function toCompileInput(document: InvoiceDocument, template: TemplateSource): CompileInput {
  const source = checkTemplateSource(template.source);
  if (!source.ok) throw new AppError('render.refused', { detail: source.reason });
  const texts = template.texts[document.locale];
  if (texts === undefined) {
    throw new AppError('render.refused', { detail: `The template has no texts in "${document.locale}".` });
  }
  const isCreditNote = document.type === 'credit_note';
  if (isCreditNote && texts['creditNote'] === undefined) {
    throw new AppError('render.refused', {
      detail:
        `The template has no texts for a credit note in "${document.locale}", and the hub has none in that language: add ` +
        '"creditNote" to them, as mappings/templates/standard-invoice has it.',
    });
  }
  const currency = parseCurrencyCode(document.currency);
  if (!currency.ok)
    throw new AppError('render.refused', { detail: `${document.currency} ${currency.reason}.` });
  const data = {
    // Paper says what is given back; below zero it is only in the books.
    document: printableJson(toJson(isCreditNote ? mirrorDocument(document) : document)),
    texts,
    locale: document.locale,
    currency: { code: document.currency, digits: currencyDigits(currency.value) },
  };
  return {
    source: source.value,
    data: JSON.stringify(data),
    createdAtSeconds: Date.parse(`${document.issueDate ?? document.supplyDate}T00:00:00Z`) / 1000,
  };
}
