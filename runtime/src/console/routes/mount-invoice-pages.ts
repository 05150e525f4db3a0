import type { Console } from '../console-env.ts';
import type { Guards, Pages } from '../guards.ts';
import type { DecisionOutcome } from '../pages/invoice-page.tsx';
import { HELD_DEEDS, INVOICE_ACTIONS } from '../read/invoice-actions.ts';
import { act } from './act.ts';
import { saveCorrection, showCorrection } from './correction/correction.tsx';
import { saveCredit, showCredit } from './credit/credit.tsx';
import { decide } from './decide.ts';
import { closeOne } from './delivery/close.ts';
import { saveEdit, showEdit } from './edit/edit.tsx';
import { INVOICE_FILES, serveFile } from './serve-file.ts';
import { showBoard } from './show-board.tsx';
import { showColumn } from './show-column.tsx';
import { showEvidence } from './show-evidence.tsx';
import { showInvoice } from './show-invoice.tsx';
import { showLineage } from './show-lineage.tsx';

/** The board, the page of an invoice, its files and what is done to it. */
export function mountInvoicePages(pages: Pages, parts: Console, { page, signedIn, form }: Guards): void {
  pages.get('/', page, (c) => showBoard(c, parts));
  pages.get('/board/:column', page, (c) => showColumn(c, parts, c.req.param('column')));
  pages.get('/invoices/:id', page, (c) =>
    showInvoice(c, parts, { invoiceId: c.req.param('id'), outcome: outcomeOf(c.req.query('done')) }),
  );
  pages.get('/invoices/:id/lineage', page, (c) => showLineage(c, parts, c.req.param('id')));
  pages.get('/invoices/:id/evidence', page, (c) => showEvidence(c, parts, c.req.param('id')));
  pages.post('/invoices/:id/decision', form, (c) => decide(c, parts, c.req.param('id')));
  pages.get('/invoices/:id/credit', page, (c) => showCredit(c, parts, c.req.param('id')));
  pages.post('/invoices/:id/credit', form, (c) => saveCredit(c, parts, c.req.param('id')));
  pages.get('/invoices/:id/edit', page, (c) => showEdit(c, parts, c.req.param('id')));
  pages.post('/invoices/:id/edit', form, (c) => saveEdit(c, parts, c.req.param('id')));
  pages.get('/invoices/:id/correction', page, (c) => showCorrection(c, parts, c.req.param('id')));
  pages.post('/invoices/:id/correction', form, (c) => saveCorrection(c, parts, c.req.param('id')));
  pages.post('/invoices/:id/bounces/:reportId/close', form, (c) =>
    closeOne(c, parts, { invoiceId: c.req.param('id'), reportId: c.req.param('reportId') }),
  );
  for (const action of INVOICE_ACTIONS) {
    pages.post(`/invoices/:id/${action}`, form, (c) =>
      act(c, parts, { invoiceId: c.req.param('id'), action }),
    );
  }
  for (const file of INVOICE_FILES) {
    pages.get(`/invoices/:id/${file}`, signedIn, (c) => serveFile(c, c.req.param('id'), file));
  }
}

/** What the redirect after an action carries, so that loading the page again does nothing. */
function outcomeOf(done: string | undefined): DecisionOutcome {
  const what = [
    'approved',
    'rejected',
    'credited',
    'corrected',
    'edited',
    'edit_kept',
    'unedited',
    ...HELD_DEEDS,
    'bounce_closed',
    ...INVOICE_ACTIONS,
  ] as const;
  const known = what.find((candidate) => candidate === done);
  return known === undefined ? { state: 'none' } : { state: 'done', what: known };
}
