import type { DocumentLine } from './document.ts';

/** Whether a line was added by hand without a product: no master says what it costs, so that its price is an exception. */
export const isFreelyPriced = ({ productId, source }: Pick<DocumentLine, 'productId' | 'source'>): boolean =>
  source?.kind === 'added_line' && productId === '';
