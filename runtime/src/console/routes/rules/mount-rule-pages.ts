import type { Console } from '../../console-env.ts';
import type { Guards, Pages } from '../../guards.ts';
import { actOnRules, RULES_FORMS } from './act-on-rules.ts';
import { showCheck } from './check.tsx';
import { editRules, showBuilder } from './edit.tsx';
import { explainTyped, showTried } from './try.tsx';
import { showExplanation, showRules, showRulesVersion } from './version.tsx';

/** Approval rules: those of each legal entity, their versions, the rule builder, and how one invoice is routed. */
export function mountRulePages(pages: Pages, parts: Console, { page, form, largeForm }: Guards): void {
  pages.get('/rules', page, (c) => showRules(c, parts));
  pages.get('/rules/:id', page, (c) => showRulesVersion(c, parts, c.req.param('id')));
  pages.get('/rules/:id/edit', page, (c) => showBuilder(c, parts, c.req.param('id')));
  pages.post('/rules/:id/edit', largeForm, (c) => editRules(c, parts, c.req.param('id')));
  pages.post('/rules/:id/check', largeForm, (c) => showCheck(c, parts));
  pages.post('/rules/:id/try', largeForm, (c) => showTried(c, parts, c.req.param('id')));
  pages.post('/rules/:id/explain/:invoiceId', largeForm, (c) =>
    explainTyped(c, parts, { versionId: c.req.param('id'), invoiceId: c.req.param('invoiceId') }),
  );
  pages.get('/rules/:id/invoices/:invoiceId', page, (c) =>
    showExplanation(c, parts, { versionId: c.req.param('id'), invoiceId: c.req.param('invoiceId') }),
  );
  for (const name of RULES_FORMS) {
    pages.post(`/rules/:id/${name}`, form, (c) =>
      actOnRules(c, parts, { versionId: c.req.param('id'), form: name }),
    );
  }
}
