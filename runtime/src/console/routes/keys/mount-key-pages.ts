import type { Console } from '../../console-env.ts';
import type { Guards, Pages } from '../../guards.ts';
import { makeKey, revokeKey, rotateKey, showKeys, showNewKey } from './keys.tsx';

/** API keys: list, make, rotate, revoke. */
export function mountKeyPages(pages: Pages, parts: Console, { page, form }: Guards): void {
  pages.get('/keys', page, (c) => showKeys(c, parts));
  pages.get('/keys/new', page, (c) => showNewKey(c, parts));
  pages.post('/keys/new', form, (c) => makeKey(c, parts));
  pages.post('/keys/:id/rotate', form, (c) => rotateKey(c, parts, c.req.param('id')));
  pages.post('/keys/:id/revoke', form, (c) => revokeKey(c, c.req.param('id')));
}
