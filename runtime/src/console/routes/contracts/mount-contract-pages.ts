import type { Console } from '../../console-env.ts';
import type { Guards, Pages } from '../../guards.ts';
import { release, run, showContract } from './contract.tsx';
import { showContracts, showLeakage } from './contracts.tsx';
import { give, revoke } from './standing.ts';

/** Contracts, what is done to them, and what is billable but not billed. */
export function mountContractPages(pages: Pages, parts: Console, { page, form }: Guards): void {
  pages.get('/contracts', page, (c) => showContracts(c, parts));
  pages.get('/contracts/:id', page, (c) => showContract(c, parts, c.req.param('id')));
  pages.post('/contracts/:id/release', form, (c) => release(c, parts, c.req.param('id')));
  pages.post('/contracts/:id/run', form, (c) => run(c, parts, c.req.param('id')));
  pages.post('/contracts/:id/standing', form, (c) => give(c, parts, c.req.param('id')));
  pages.post('/contracts/:id/standing/:standingId/revoke', form, (c) =>
    revoke(c, { contractId: c.req.param('id'), standingId: c.req.param('standingId') }),
  );
  pages.get('/leakage', page, (c) => showLeakage(c, parts));
}
