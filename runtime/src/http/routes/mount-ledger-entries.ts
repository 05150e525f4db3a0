import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { listAccounts } from '../../flow/read/list-accounts.ts';
import { getLedgerEntry, listLedgerEntries } from '../../flow/read/read-ledger-entries.ts';
import { given, readSearchQuery, toPageAnswer } from '../page-answer.ts';
import { idParams, jsonResponse, SearchQuery } from '../schemas/common.ts';
import { AccountPage, LedgerEntryPage, LedgerEntryQuery, LedgerEntrySchema } from '../schemas/ledger.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const tags = ['Data'];

const entryList = createRoute({
  method: 'get',
  path: '/v1/ledger-entries',
  tags,
  summary: 'List ledger entries',
  description:
    'Invoices, bills, deals and journals as accounting systems hold them, newest first, each with our invoice of the ' +
    'same number.',
  request: { query: LedgerEntryQuery },
  responses: { 200: jsonResponse('A page of ledger entries.', LedgerEntryPage), ...PROBLEM_RESPONSES },
});

const entryOne = createRoute({
  method: 'get',
  path: '/v1/ledger-entries/{id}',
  tags,
  summary: 'Get a ledger entry',
  description: 'One entry with its lines.',
  request: { params: idParams('ledger_entry') },
  responses: { 200: jsonResponse('The ledger entry.', LedgerEntrySchema), ...PROBLEM_RESPONSES },
});

const accountList = createRoute({
  method: 'get',
  path: '/v1/accounts',
  tags,
  summary: 'List accounts',
  description: 'Accounts of the charts of accounting systems, newest first.',
  request: { query: SearchQuery },
  responses: { 200: jsonResponse('A page of accounts.', AccountPage), ...PROBLEM_RESPONSES },
});

/** Mounts the routes that read what accounting systems hold. */
export function mountLedgerEntries(app: OpenAPIHono): void {
  app.openapi(entryList, async (c) => {
    const ctx = c.get('ctx');
    const { type, status, invoiceId, isOurs, ...search } = c.req.valid('query');
    const page = readSearchQuery(ctx, 'ledger-entries', search);
    const input = { ...page, ...given({ type, status, invoiceId, isOurs }) };
    return c.json(toPageAnswer(ctx, 'ledger-entries', await listLedgerEntries({ ctx, input })), 200);
  });
  app.openapi(entryOne, async (c) =>
    c.json(await getLedgerEntry({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200),
  );
  app.openapi(accountList, async (c) => {
    const ctx = c.get('ctx');
    const page = await listAccounts({ ctx, input: readSearchQuery(ctx, 'accounts', c.req.valid('query')) });
    return c.json(toPageAnswer(ctx, 'accounts', page), 200);
  });
}
