import { AppError } from '../../core/app-error.ts';
import { type Corrected, correctDocument } from '../../core/invoice/correction/correct-document.ts';
import type { CorrectionRequest } from '../../core/invoice/correction/correction-request.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import type { JsonDifference } from '../../core/json-differences.ts';

/** What a document says after a correction, and where that differs; throws `correction.refused` with each rule in the way. */
export function correctOrRefuse(
  document: InvoiceDocument,
  asked: CorrectionRequest,
): { corrected: Corrected; differences: JsonDifference[] } {
  const made = correctDocument(document, asked);
  if (made.ok) return made;
  throw new AppError('correction.refused', {
    detail: made.fixed.map(({ pointer, texts }) => `${pointer.slice(1)}: ${texts.en}`).join(' '),
    errors: made.fixed.map(({ pointer, rule, texts }) => ({ pointer, code: rule, detail: texts.en, texts })),
  });
}
