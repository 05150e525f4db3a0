import type { Console } from '../../console-env.ts';
import type { Guards, Pages } from '../../guards.ts';
import { removeRole, saveRole, showNewRole, showRole, showRoles } from './roles.tsx';

/** Roles: the matrix, and those of the organization's own. */
export function mountRolePages(pages: Pages, parts: Console, { page, form }: Guards): void {
  pages.get('/roles', page, (c) => showRoles(c, parts));
  pages.get('/roles/new', page, (c) => showNewRole(c, parts));
  pages.post('/roles/new', form, (c) => saveRole(c, parts, null));
  pages.get('/roles/:id', page, (c) => showRole(c, parts, c.req.param('id')));
  pages.post('/roles/:id', form, (c) => saveRole(c, parts, c.req.param('id')));
  pages.post('/roles/:id/delete', form, (c) => removeRole(c, parts, c.req.param('id')));
}
