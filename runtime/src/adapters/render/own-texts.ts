import type { DocumentType } from '../../core/invoice/document.ts';

/** Where a template has what it calls a document that is no plain invoice; the template itself knows them too. */
const OWN_TEXTS: Partial<Record<DocumentType, string>> = {
  credit_note: 'creditNote',
  deposit: 'deposit',
  final: 'final',
};

/** The member of a template's texts with the words for a kind of document; undefined for a plain invoice. */
export const ownTextsOf = (type: DocumentType): string | undefined => OWN_TEXTS[type];
