/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { z } from 'zod';
import { parseId } from '../../../core/ids.ts';
import { listContracts } from '../../../flow/contracts/list-contracts.ts';
import { CONTRACT_STATES } from '../../../flow/contracts/read-contract-columns.ts';
import { readLeakage } from '../../../flow/contracts/read-leakage.ts';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { CONTRACT_FORMS } from '../../pages/contracts/contract-filter.tsx';
import { ContractsPage } from '../../pages/contracts/contracts-page.tsx';
import { LeakagePage } from '../../pages/contracts/leakage-page.tsx';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

const PAGE_LENGTH = 50;

/** The filters of the list's address; one that cannot be read is left out. */
const Asked = z.object({
  query: z.string().trim().min(1).max(100).optional().catch(undefined),
  form: z.enum(CONTRACT_FORMS).optional().catch(undefined),
  state: z.enum(CONTRACT_STATES).optional().catch(undefined),
  customer: z.string().min(1).max(60).optional().catch(undefined),
});

/** Answers with the contracts, newest first, a page at a time. */
export async function showContracts(c: ConsoleContext, parts: Console): Promise<Response> {
  const ctx = viewerOf(c);
  const { query, form, state, customer } = Asked.parse(c.req.query());
  const before = parseId('contract', c.req.query('before') ?? '');
  const filters = {
    ...(query === undefined ? {} : { query }),
    ...(form === undefined ? {} : { form }),
    ...(state === undefined ? {} : { state }),
  };
  const page = await listContracts({
    ctx,
    input: {
      limit: PAGE_LENGTH,
      ...filters,
      ...(customer === undefined ? {} : { customerId: customer }),
      ...(before === undefined ? {} : { before }),
    },
  });
  const asked = { ...filters, ...(customer === undefined ? {} : { customer }) };
  const ui = uiOf(c, parts, '/contracts');
  return answerPage(
    c,
    <ContractsPage ui={ui} page={page} asked={asked} isFirstPage={before === undefined} />,
  );
}

/** Answers with what is billable and on no invoice. */
export async function showLeakage(c: ConsoleContext, parts: Console): Promise<Response> {
  const report = await readLeakage({ ctx: viewerOf(c) });
  return answerPage(c, <LeakagePage ui={uiOf(c, parts, '/leakage')} report={report} />);
}
