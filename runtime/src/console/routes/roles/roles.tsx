/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { authorise } from '../../../flow/context.ts';
import { changeRole } from '../../../flow/roles/change-role.ts';
import { createRole } from '../../../flow/roles/create-role.ts';
import { deleteRole } from '../../../flow/roles/delete-role.ts';
import { listRoles } from '../../../flow/roles/list-roles.ts';
import { RoleInput } from '../../../flow/roles/role-input.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { RolePage, type RoleValues } from '../../pages/roles/role-page.tsx';
import { RolesPage } from '../../pages/roles/roles-page.tsx';
import { fieldErrors, refusedFields } from '../../read/field-errors.ts';
import { readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

/** Answers with every role and what it gives. */
export async function showRoles(c: ConsoleContext, parts: Console): Promise<Response> {
  const roles = await listRoles({ ctx: viewerOf(c) });
  const done = c.req.query('done');
  const isDone = done === 'saved' || done === 'deleted';
  return answerPage(c, <RolesPage ui={uiOf(c, parts)} roles={roles} done={isDone ? done : undefined} />);
}

type Shown = { values: RoleValues; error?: AppError; fields?: Record<string, string> };

/** Answers with the form of a new role. */
export async function showNewRole(c: ConsoleContext, parts: Console): Promise<Response> {
  authorise(viewerOf(c), 'admin');
  return showForm(c, parts, null, { values: { name: '', permissions: ['read'] } });
}

/** Answers with the form of a role; throws `request.not_found`. */
export async function showRole(c: ConsoleContext, parts: Console, roleId: string): Promise<Response> {
  const roles = await listRoles({ ctx: viewerOf(c) });
  const role = roles.find(({ id, kind }) => kind === 'own' && id === roleId);
  if (role === undefined) throw new AppError('request.not_found', { detail: 'There is no such role.' });
  return showForm(c, parts, roleId, { values: role });
}

/** Makes a role, or changes the one with this id, and goes back to the list. */
export async function saveRole(c: ConsoleContext, parts: Console, roleId: string | null): Promise<Response> {
  const ctx = viewerOf(c);
  const { values, all } = await readForm(c);
  const typed = { name: values['name'] ?? '', permissions: all('permissions') };
  const input = RoleInput.safeParse(typed);
  if (!input.success) {
    const fields = fieldErrors(input.error, values, uiOf(c, parts).texts);
    return showForm(c, parts, roleId, { values: typed, fields });
  }
  try {
    if (roleId === null) await createRole({ ctx, input: input.data });
    else await changeRole({ ctx, input: { roleId, ...input.data } });
  } catch (error) {
    return showRefused(c, parts, roleId, typed, error);
  }
  return c.redirect('/roles?done=saved', 303);
}

/** Deletes a role and goes back to the list. */
export async function removeRole(c: ConsoleContext, parts: Console, roleId: string): Promise<Response> {
  const ctx = viewerOf(c);
  try {
    await deleteRole({ ctx, input: { roleId } });
  } catch (error) {
    const role = (await listRoles({ ctx })).find(({ id }) => id === roleId);
    if (role === undefined) throw error;
    return showRefused(c, parts, roleId, role, error);
  }
  return c.redirect('/roles?done=deleted', 303);
}

function showRefused(
  c: ConsoleContext,
  parts: Console,
  roleId: string | null,
  values: RoleValues,
  error: unknown,
): Promise<Response> {
  const isShown =
    error instanceof AppError && !['auth.scope_missing', 'request.not_found'].includes(error.code);
  if (!isShown) throw error;
  return showForm(c, parts, roleId, { values, error, fields: refusedFields(error, uiOf(c, parts)) });
}

async function showForm(
  c: ConsoleContext,
  parts: Console,
  roleId: string | null,
  { values, error, fields }: Shown,
): Promise<Response> {
  const ui = uiOf(c, parts, `/roles/${roleId ?? 'new'}`);
  const isHeld = roleId !== null && viewerOf(c).roles.includes(roleId);
  const status = error === undefined ? (fields === undefined ? 200 : 422) : statusOf(error);
  return answerPage(
    c,
    <RolePage ui={ui} roleId={roleId} isHeld={isHeld} values={values} error={error} fields={fields ?? {}} />,
    status,
  );
}
