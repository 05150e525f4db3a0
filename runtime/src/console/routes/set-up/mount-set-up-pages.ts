import type { Guards, Pages } from '../../guards.ts';
import type { SignInParts } from '../sign-in/sign-in-parts.ts';
import { saveTolerance, showApprovalTerms, switchRule } from './approval-terms.tsx';
import { showChecklist } from './checklist.tsx';
import { saveEntity, saveNewEntity, showEntity, showNewEntity, showRegistrationHint } from './entity.tsx';
import { draftOfDeal, enterSample, showFirstInvoice, waitForSample } from './first-invoice.tsx';
import { firstRun, showFirstRun } from './first-run.tsx';
import { saveNumbers, showNumberHint, showNumbers } from './numbers.tsx';
import { saveProductVersion, showProduct } from './product.tsx';
import { saveProduct, showProducts } from './products.tsx';
import { saveRates, showRates, switchFeed } from './rates.tsx';
import { saveReminders, showReminders } from './reminders.tsx';

/** The first run of a hub, the checklist, and what it leads to. */
export function mountSetUpPages(pages: Pages, parts: SignInParts, guards: Guards): void {
  const { headers, ownForm, signedIn, page, form, largeForm } = guards;
  pages.get('/first-run/:token', headers, (c) => showFirstRun(c, parts, c.req.param('token')));
  pages.post('/first-run/:token', ownForm, (c) => firstRun(c, parts, c.req.param('token')));
  pages.get('/set-up', page, (c) => showChecklist(c, parts));
  pages.get('/set-up/entity', page, (c) => showNewEntity(c, parts));
  pages.post('/set-up/entity', form, (c) => saveNewEntity(c, parts));
  pages.get('/set-up/entities/:id', page, (c) => showEntity(c, parts, c.req.param('id')));
  pages.post('/set-up/entities/:id', form, (c) => saveEntity(c, parts, c.req.param('id')));
  pages.get('/set-up/entities/:id/numbers', page, (c) => showNumbers(c, parts, c.req.param('id')));
  pages.post('/set-up/entities/:id/numbers', form, (c) => saveNumbers(c, parts, c.req.param('id')));
  pages.get('/set-up/entities/:id/number-hint', signedIn, (c) => showNumberHint(c, parts, c.req.param('id')));
  pages.get('/set-up/entities/:id/reminders', page, (c) => showReminders(c, parts, c.req.param('id')));
  pages.post('/set-up/entities/:id/reminders', form, (c) => saveReminders(c, parts, c.req.param('id')));
  pages.get('/set-up/registration-hint', signedIn, (c) => showRegistrationHint(c, parts));
  pages.get('/set-up/products', page, (c) => showProducts(c, parts));
  pages.post('/set-up/products', form, (c) => saveProduct(c, parts));
  pages.get('/set-up/products/:id', page, (c) => showProduct(c, parts, c.req.param('id')));
  pages.post('/set-up/products/:id', form, (c) => saveProductVersion(c, parts, c.req.param('id')));
  pages.get('/set-up/rates', page, (c) => showRates(c, parts));
  pages.post('/set-up/rates', largeForm, (c) => saveRates(c, parts));
  pages.post('/set-up/rates/feed', form, (c) => switchFeed(c));
  pages.get('/set-up/approvals', page, (c) => showApprovalTerms(c, parts));
  pages.post('/set-up/approvals/tolerance/:id', form, (c) => saveTolerance(c, parts, c.req.param('id')));
  pages.post('/set-up/approvals/segregation/:rule', form, (c) => switchRule(c, c.req.param('rule')));
  pages.get('/set-up/invoice', page, (c) => showFirstInvoice(c, parts));
  pages.post('/set-up/invoice/deals/:id', form, (c) => draftOfDeal(c, parts, c.req.param('id')));
  pages.post('/set-up/invoice/sample', form, (c) => enterSample(c, parts));
  pages.get('/set-up/invoice/sample/:id', page, (c) => waitForSample(c, parts, c.req.param('id')));
}
