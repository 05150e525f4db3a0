/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { authorise } from '../../../flow/context.ts';
import { InvitePersonInput, invitePerson } from '../../../flow/people/invite-person.ts';
import { listPeople } from '../../../flow/people/list-people.ts';
import { listEntities } from '../../../flow/read/list-entities.ts';
import { listRoles } from '../../../flow/roles/list-roles.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { InvitePage, type InviteValues } from '../../pages/people/invite-page.tsx';
import { LinkPage } from '../../pages/people/link-page.tsx';
import { PeoplePage } from '../../pages/people/people-page.tsx';
import { fieldErrors, refusedFields } from '../../read/field-errors.ts';
import { readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

/** Answers with everybody of the organization. */
export async function showPeople(c: ConsoleContext, parts: Console): Promise<Response> {
  const ctx = viewerOf(c);
  const people = await listPeople({ ctx });
  const entities = await listEntities({ ctx });
  const ui = uiOf(c, parts);
  return answerPage(c, <PeoplePage ui={ui} people={people} entities={entities} ownId={ctx.actor.id} />);
}

type Shown = { values?: InviteValues; error?: AppError; fields?: Record<string, string> };

/** Answers with the form of an invitation. */
export async function showInvite(c: ConsoleContext, parts: Console, shown: Shown = {}): Promise<Response> {
  const ctx = viewerOf(c);
  authorise(ctx, 'admin');
  const entities = await listEntities({ ctx });
  const roles = await listRoles({ ctx });
  const { values = { name: '', email: '', roles: ['viewer'], entityIds: [] }, error, fields } = shown;
  const ui = uiOf(c, parts, '/people/invite');
  const status = error === undefined ? (fields === undefined ? 200 : 422) : statusOf(error);
  return answerPage(
    c,
    <InvitePage
      ui={ui}
      entities={entities}
      roles={roles}
      values={values}
      error={error}
      fields={fields ?? {}}
    />,
    status,
  );
}

/** Invites somebody and shows the link, this once. */
export async function invite(c: ConsoleContext, parts: Console): Promise<Response> {
  const ctx = viewerOf(c);
  const { values, all } = await readForm(c);
  const { name = '', email = '' } = values;
  const typed = { name, email, roles: all('roles'), entityIds: all('entityIds') };
  const entityIds = typed.entityIds.length === 0 ? null : typed.entityIds;
  const input = InvitePersonInput.safeParse({ ...typed, email: email.trim(), entityIds });
  const ui = uiOf(c, parts, '/people/invite');
  if (!input.success) {
    return showInvite(c, parts, { values: typed, fields: fieldErrors(input.error, values, ui.texts) });
  }
  try {
    const { link } = await invitePerson({ ctx, input: input.data });
    return answerPage(c, <LinkPage ui={ui} name={input.data.name} link={link} purpose="invitation" />);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'auth.scope_missing') throw error;
    return showInvite(c, parts, { values: typed, error, fields: refusedFields(error, ui) });
  }
}
