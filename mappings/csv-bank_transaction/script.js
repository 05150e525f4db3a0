/**
 * What the rows cannot say about a deposit: the number of the invoice, which the payer wrote into the text. Letters,
 * then groups of letters and digits, at least three digits at the end: INV-2026-0042.
 */
export default function map(_source, draft) {
  if (draft.invoiceNumber !== undefined) return draft;
  const text = draft.reference ?? '';
  const found = new Set(text.match(/\b[A-Z]{2,10}-?(?:[A-Z0-9]{1,10}-){0,3}[0-9]{3,}\b/g) ?? []);
  if (found.size !== 1)
    throw new Error(found.size === 0 ? 'it names no invoice' : 'it names several invoices');
  return { ...draft, invoiceNumber: [...found][0] };
}
