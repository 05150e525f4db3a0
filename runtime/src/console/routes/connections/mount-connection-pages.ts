import type { Console } from '../../console-env.ts';
import type { Guards, Pages } from '../../guards.ts';
import {
  checkNow,
  makeConnection,
  pause,
  renewAddress,
  saveAccounts,
  saveSecrets,
  showConnections,
  showNewConnection,
} from './connections.tsx';

/** Connections: list with health, connect, check, pause and resume, new address, credentials and accounts. */
export function mountConnectionPages(pages: Pages, parts: Console, { page, form }: Guards): void {
  pages.get('/connections', page, (c) => showConnections(c, parts));
  pages.get('/connections/new', page, (c) => showNewConnection(c, parts));
  pages.post('/connections/new', form, (c) => makeConnection(c, parts));
  pages.post('/connections/:id/check', form, (c) => checkNow(c, parts, c.req.param('id')));
  pages.post('/connections/:id/pause', form, (c) => pause(c, c.req.param('id'), true));
  pages.post('/connections/:id/resume', form, (c) => pause(c, c.req.param('id'), false));
  pages.post('/connections/:id/address', form, (c) => renewAddress(c, parts, c.req.param('id')));
  pages.post('/connections/:id/accounts', form, (c) => saveAccounts(c, c.req.param('id')));
  pages.post('/connections/:id/secrets', form, (c) => saveSecrets(c, c.req.param('id')));
}
