import { removalsOf } from '../../billing/edits/invoice-edits.ts';
import type { InvoiceDocument } from '../../invoice/document.ts';
import { isJsonObject } from '../../json.ts';
import type { Finding } from '../finding.ts';
import type { ValidationFacts } from '../validation-facts.ts';

/**
 * What the deal sold and the invoice does not bill is shown to whoever submits and approves it (R-CAT-2). The reason was
 * given when it was left out, so that none is asked for again.
 */
export function linesLeftOut(_document: InvoiceDocument, { edits = {} }: ValidationFacts): Finding[] {
  return removalsOf(edits).map(([key, { source, by, reason }]) => {
    const sku = isJsonObject(source) ? String(source['sku']) : key;
    const why = reason === undefined ? '' : ` ${reason}`;
    return {
      code: 'line.left_out',
      pointer: '/lines',
      level: 'info',
      text: {
        en: `The line "${sku}" of the deal was left out by ${by.name}.${why}`,
        ja: `商談の明細「${sku}」は ${by.name} が外しました。${why}`,
      },
    };
  });
}
