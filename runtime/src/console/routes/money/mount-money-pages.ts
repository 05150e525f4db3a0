import type { Console } from '../../console-env.ts';
import type { Guards, Pages } from '../../guards.ts';
import { MONEY_ACTIONS } from '../../read/money-actions.ts';
import { doMoney } from './do-money.ts';
import { enterReceipt, showNewReceipt } from './new-receipt.tsx';
import { applyReceipt, resolveReceipt, showReceipt } from './receipt.tsx';
import { showAging } from './show-aging.tsx';
import { showMoney } from './show-money.tsx';

/** The money of an invoice with what is done to it, receipts without an invoice, and what is owed by its age. */
export function mountMoneyPages(pages: Pages, parts: Console, { page, form }: Guards): void {
  pages.get('/invoices/:id/money', page, (c) => showMoney(c, parts, c.req.param('id')));
  for (const action of MONEY_ACTIONS) {
    pages.post(`/invoices/:id/money/${action}`, form, (c) =>
      doMoney(c, parts, { invoiceId: c.req.param('id'), action }),
    );
  }
  pages.get('/receipts/new', page, (c) => showNewReceipt(c, parts));
  pages.post('/receipts/new', form, (c) => enterReceipt(c, parts));
  pages.get('/receipts/:id', page, (c) => showReceipt(c, parts, c.req.param('id')));
  pages.post('/receipts/:id', form, (c) => applyReceipt(c, parts, c.req.param('id')));
  pages.post('/receipts/:id/settle', form, (c) =>
    resolveReceipt(c, parts, { paymentId: c.req.param('id'), became: 'settled' }),
  );
  pages.post('/receipts/:id/fail', form, (c) =>
    resolveReceipt(c, parts, { paymentId: c.req.param('id'), became: 'failed' }),
  );
  pages.get('/aging', page, (c) => showAging(c, parts));
}
