/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { changePerson } from '../../../flow/people/change-person.ts';
import { listColleagues } from '../../../flow/people/list-colleagues.ts';
import { listPeople, type PersonView } from '../../../flow/people/list-people.ts';
import { PersonAccess } from '../../../flow/people/person-access.ts';
import { renewPersonLink } from '../../../flow/people/renew-person-link.ts';
import { resetSecondFactor } from '../../../flow/people/reset-second-factor.ts';
import { setManager } from '../../../flow/people/set-manager.ts';
import { setPersonActive } from '../../../flow/people/set-person-active.ts';
import { listEntities } from '../../../flow/read/list-entities.ts';
import { listRoles } from '../../../flow/roles/list-roles.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { LinkPage } from '../../pages/people/link-page.tsx';
import { PersonPage } from '../../pages/people/person-page.tsx';
import { fieldErrors, refusedFields } from '../../read/field-errors.ts';
import { readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

type Shown = { error?: AppError; fields?: Record<string, string> };

/** Answers with one person; throws `request.not_found`. */
export async function showPerson(
  c: ConsoleContext,
  parts: Console,
  personId: string,
  { error, fields }: Shown = {},
): Promise<Response> {
  const ctx = viewerOf(c);
  const person = await find(c, personId);
  const entities = await listEntities({ ctx });
  const roles = await listRoles({ ctx });
  const status = error === undefined ? (fields === undefined ? 200 : 422) : statusOf(error);
  return answerPage(
    c,
    <PersonPage
      ui={uiOf(c, parts, `/people/${personId}`)}
      person={person}
      entities={entities}
      roles={roles}
      colleagues={await listColleagues({ ctx })}
      isOneself={ctx.actor.id === personId}
      isSaved={c.req.query('done') === 'saved'}
      error={error}
      fields={fields ?? {}}
    />,
    status,
  );
}

/** Changes roles and entities. */
export async function saveAccess(c: ConsoleContext, parts: Console, personId: string): Promise<Response> {
  const { values, all } = await readForm(c);
  const entityIds = all('entityIds');
  const access = PersonAccess.safeParse({
    roles: all('roles'),
    entityIds: entityIds.length === 0 ? null : entityIds,
  });
  if (!access.success) {
    const fields = fieldErrors(access.error, values, uiOf(c, parts).texts);
    return showPerson(c, parts, personId, { fields });
  }
  return act(c, parts, personId, () =>
    changePerson({ ctx: viewerOf(c), input: { personId, ...access.data } }),
  );
}

/** Says who manages a person; nobody where the form is empty. */
export async function saveManager(c: ConsoleContext, parts: Console, personId: string): Promise<Response> {
  const { values } = await readForm(c);
  const managerId = values['managerId'] === '' ? null : (values['managerId'] ?? null);
  return act(c, parts, personId, () => setManager({ ctx: viewerOf(c), input: { personId, managerId } }));
}

/** Deactivates a person, or lets them in again. */
export const setActive = (c: ConsoleContext, parts: Console, personId: string, isActive: boolean) =>
  act(c, parts, personId, () => setPersonActive({ ctx: viewerOf(c), input: { personId, isActive } }));

/** Takes a lost second factor away. */
export const removeFactor = (c: ConsoleContext, parts: Console, personId: string) =>
  act(c, parts, personId, () => resetSecondFactor({ ctx: viewerOf(c), input: { personId } }));

/** Makes a link for a person and shows it, this once. */
export async function makeLink(c: ConsoleContext, parts: Console, personId: string): Promise<Response> {
  const person = await find(c, personId);
  try {
    const link = await renewPersonLink({ ctx: viewerOf(c), input: { personId } });
    const purpose = person.state === 'active' ? 'password_reset' : 'invitation';
    const ui = uiOf(c, parts, `/people/${personId}`);
    return await answerPage(c, <LinkPage ui={ui} name={person.name} link={link} purpose={purpose} />);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return showPerson(c, parts, personId, { error });
  }
}

async function find(c: ConsoleContext, personId: string): Promise<PersonView> {
  const people = await listPeople({ ctx: viewerOf(c) });
  const person = people.find(({ id }) => id === personId);
  if (person === undefined) throw new AppError('request.not_found', { detail: 'There is no such person.' });
  return person;
}

async function act(
  c: ConsoleContext,
  parts: Console,
  personId: string,
  work: () => Promise<void>,
): Promise<Response> {
  try {
    await work();
  } catch (error) {
    const isShown =
      error instanceof AppError && !['auth.scope_missing', 'request.not_found'].includes(error.code);
    if (!isShown) throw error;
    return showPerson(c, parts, personId, { error, fields: refusedFields(error, uiOf(c, parts)) });
  }
  return c.redirect(`/people/${personId}?done=saved`, 303);
}
