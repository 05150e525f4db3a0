import type { InvoiceDocument } from '../../core/invoice/document.ts';
import type { Ui } from '../ui.ts';
import { dateText } from './date-text.ts';
import { moneyText } from './money-text.ts';
import { quantityText } from './quantity-text.ts';

const AMOUNT =
  /^\/(totals\/|taxRows\/\d+\/(base|tax)$|lines\/\d+\/(unitPrice|listPrice|netAmount|discount\/amount)$)/;
const RATE = /\/(percent|ratePercent|taxRatePercent)$/;
const DATE = /^\/(issueDate|dueDate|supplyDate)$/;

/** A value of an invoice for people, as the invoice's page prints it. */
export function printedText(ui: Ui, document: InvoiceDocument, pointer: string, value: string): string {
  if (pointer.endsWith('/taxInTaxCurrency')) {
    return moneyText(value, document.taxCurrency ?? document.currency, ui.locale);
  }
  if (AMOUNT.test(pointer)) return moneyText(value, document.currency, ui.locale);
  if (RATE.test(pointer)) return `${quantityText(value)}%`;
  if (DATE.test(pointer)) return dateText(value, ui.locale);
  return pointer.endsWith('/quantity') ? quantityText(value) : value;
}
