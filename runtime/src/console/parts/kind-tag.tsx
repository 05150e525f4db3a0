/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { DocumentType } from '../../core/invoice/document.ts';
import type { Ui } from '../ui.ts';

/** What a document is, beside its number; nothing for a plain invoice. */
export function KindTag({ ui, type }: { ui: Ui; type: DocumentType }) {
  return type === 'invoice' ? null : <span class="kind-tag">{ui.texts.invoice.kinds[type]}</span>;
}
