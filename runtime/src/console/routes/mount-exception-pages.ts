import type { Console } from '../console-env.ts';
import type { Guards, Pages } from '../guards.ts';
import { replay } from './replay.ts';
import { showDeadLetters } from './show-dead-letters.tsx';

/** Failed work and its replay. */
export function mountExceptionPages(pages: Pages, parts: Console, { page, form }: Guards): void {
  pages.get('/dead-letters', page, (c) => showDeadLetters(c, parts));
  pages.post('/dead-letters/:id/replay', form, (c) => replay(c, parts, c.req.param('id')));
}
