import type { Console } from '../console-env.ts';
import type { Guards, Pages } from '../guards.ts';
import { assign } from './exceptions/assign.ts';
import { showExceptions } from './exceptions/show-exceptions.tsx';
import { replay, replayAll } from './replay.ts';
import { showDeadLetters } from './show-dead-letters.tsx';

/** The queue of exceptions and who looks after each; failed work and its replay. The address that the page had before leads to it. */
export function mountExceptionPages(pages: Pages, parts: Console, { headers, page, form }: Guards): void {
  pages.get('/exceptions', page, (c) => showDeadLetters(c, parts));
  pages.get('/exceptions/queue', page, (c) => showExceptions(c, parts));
  pages.post('/exceptions/:id/assign', form, (c) => assign(c, c.req.param('id')));
  pages.post('/exceptions/replay', form, (c) => replayAll(c, parts));
  pages.post('/exceptions/:id/replay', form, (c) => replay(c, parts, c.req.param('id')));
  pages.get('/dead-letters', headers, (c) => c.redirect('/exceptions', 308));
}
