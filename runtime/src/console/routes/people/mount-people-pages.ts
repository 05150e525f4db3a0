import type { Console } from '../../console-env.ts';
import type { Guards, Pages } from '../../guards.ts';
import { putGroup, showGroup, showGroups } from '../groups/groups.tsx';
import { invite, showInvite, showPeople } from './people.tsx';
import { makeLink, removeFactor, saveAccess, saveManager, setActive, showPerson } from './person.tsx';

/** People and what they may do. */
export function mountPeoplePages(pages: Pages, parts: Console, { page, form }: Guards): void {
  pages.get('/people', page, (c) => showPeople(c, parts));
  pages.get('/people/invite', page, (c) => showInvite(c, parts));
  pages.post('/people/invite', form, (c) => invite(c, parts));
  pages.get('/groups', page, (c) => showGroups(c, parts));
  pages.get('/groups/new', page, (c) => showGroup(c, parts, null));
  pages.post('/groups/new', form, (c) => putGroup(c, parts, null));
  pages.get('/groups/:id', page, (c) => showGroup(c, parts, c.req.param('id')));
  pages.post('/groups/:id', form, (c) => putGroup(c, parts, c.req.param('id')));
  pages.get('/people/:id', page, (c) => showPerson(c, parts, c.req.param('id')));
  pages.post('/people/:id/access', form, (c) => saveAccess(c, parts, c.req.param('id')));
  pages.post('/people/:id/manager', form, (c) => saveManager(c, parts, c.req.param('id')));
  pages.post('/people/:id/link', form, (c) => makeLink(c, parts, c.req.param('id')));
  pages.post('/people/:id/reset-second-factor', form, (c) => removeFactor(c, parts, c.req.param('id')));
  pages.post('/people/:id/deactivate', form, (c) => setActive(c, parts, c.req.param('id'), false));
  pages.post('/people/:id/activate', form, (c) => setActive(c, parts, c.req.param('id'), true));
}
