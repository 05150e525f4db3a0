import type { Console } from '../../console-env.ts';
import type { Guards, Pages } from '../../guards.ts';
import { invite, showInvite, showPeople } from './people.tsx';
import { makeLink, removeFactor, saveAccess, setActive, showPerson } from './person.tsx';

/** People and what they may do. */
export function mountPeoplePages(pages: Pages, parts: Console, { page, form }: Guards): void {
  pages.get('/people', page, (c) => showPeople(c, parts));
  pages.get('/people/invite', page, (c) => showInvite(c, parts));
  pages.post('/people/invite', form, (c) => invite(c, parts));
  pages.get('/people/:id', page, (c) => showPerson(c, parts, c.req.param('id')));
  pages.post('/people/:id/access', form, (c) => saveAccess(c, parts, c.req.param('id')));
  pages.post('/people/:id/link', form, (c) => makeLink(c, parts, c.req.param('id')));
  pages.post('/people/:id/reset-second-factor', form, (c) => removeFactor(c, parts, c.req.param('id')));
  pages.post('/people/:id/deactivate', form, (c) => setActive(c, parts, c.req.param('id'), false));
  pages.post('/people/:id/activate', form, (c) => setActive(c, parts, c.req.param('id'), true));
}
