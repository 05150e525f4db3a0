import type { ExceptionView } from '../../../flow/exceptions/list-exceptions.ts';
import { errorText } from '../../texts/error-text.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';

/** What is wrong, in the language of the page. */
export function wrongText(ui: Ui, { kind, code, text }: ExceptionView): string {
  const texts = ui.texts.exceptions;
  if (text !== null) return text[ui.locale];
  if (kind !== 'stopped_work') return nameOf(texts.wrong, code);
  const [stage = '', reason = ''] = code.split(' ');
  return texts.stage(nameOf(ui.texts.stages, stage), errorText(reason, ui.locale));
}

/** Where it is mended. */
export function mendAddress({ kind, object, invoiceId, code }: ExceptionView): string {
  const id = encodeURIComponent(object.id);
  switch (object.kind) {
    case 'dead_letter': {
      const [stage = '', reason = ''] = code.split(' ');
      return `/exceptions?${new URLSearchParams({ stage, code: reason })}#${id}`;
    }
    case 'contract':
      return `/contracts/${id}`;
    case 'invoice':
      return kind === 'dispute' ? `/invoices/${id}/money` : `/invoices/${id}`;
    case 'delivery_report': {
      const page = `/invoices/${encodeURIComponent(invoiceId ?? '')}`;
      return code === 'reminder_bounced' ? `${page}/money` : page;
    }
    case 'payment':
      if (kind === 'pending_money') return `/receipts/${id}`;
      return invoiceId === null ? '/aging' : `/invoices/${encodeURIComponent(invoiceId)}/money`;
    case 'connection':
      return invoiceId === null ? '/connections' : `/invoices/${encodeURIComponent(invoiceId)}`;
    case 'webhook_endpoint':
      return `/webhooks/${id}`;
    default:
      return object.kind satisfies never;
  }
}
