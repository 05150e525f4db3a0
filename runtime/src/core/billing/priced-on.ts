import type { DifferenceLine } from './difference/difference-line.ts';

/** The day whose version of the product a line has: the first that it is for, or that on which it is invoiced. */
export const pricedOn = ({ period, invoiceOn }: Pick<DifferenceLine, 'period' | 'invoiceOn'>): string =>
  period?.from ?? invoiceOn;
