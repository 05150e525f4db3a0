import type { InvoiceCard } from '../../core/invoice/card.ts';
import type { DocumentType } from '../../core/invoice/document.ts';
import type { InvoiceView } from './get-invoice.ts';

/** The invoice card of the view: what CRM timelines, chats and the console show as a picture. */
export function toCard(view: Pick<InvoiceView, 'document' | 'standing' | 'sync'>): InvoiceCard {
  const { document, standing } = view;
  const isSynced = (role: 'crm' | 'accounting'): boolean => {
    const ofRole = view.sync.filter((state) => state.role === role);
    return ofRole.length > 0 && ofRole.every((state) => state.state === 'in_sync');
  };
  const at = (instant: Date | null): string | null => instant?.toISOString() ?? null;
  return {
    locale: document.locale,
    kind: kindOf(document.type),
    number: document.number,
    customerName: document.buyer.name,
    currency: document.currency,
    displayStatus: standing.displayStatus,
    lines: document.lines.map((line) => ({ name: line.name, amount: line.netAmount })),
    tax: document.totals.tax,
    total: document.totals.payable,
    balance: standing.balance,
    steps: [
      { name: 'created', at: at(standing.reachedAt.created) },
      { name: 'approved', at: at(standing.reachedAt.approved) },
      { name: 'sent', at: at(standing.reachedAt.sent) },
      { name: 'paid', at: at(standing.reachedAt.paid) },
    ],
    syncedToCrm: isSynced('crm'),
    syncedToAccounting: isSynced('accounting'),
  };
}

function kindOf(type: DocumentType): InvoiceCard['kind'] {
  return type === 'debit_note' || type === 'corrected' ? 'invoice' : type;
}
