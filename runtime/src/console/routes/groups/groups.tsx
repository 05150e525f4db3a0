/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { authorise } from '../../../flow/context.ts';
import { GroupInput } from '../../../flow/groups/group-input.ts';
import { listGroups } from '../../../flow/groups/list-groups.ts';
import { saveGroup } from '../../../flow/groups/save-group.ts';
import { listColleagues } from '../../../flow/people/list-colleagues.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { GroupPage, type GroupValues } from '../../pages/groups/group-page.tsx';
import { GroupsPage } from '../../pages/groups/groups-page.tsx';
import { fieldErrors, refusedFields } from '../../read/field-errors.ts';
import { readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

/** Answers with the groups. */
export async function showGroups(c: ConsoleContext, parts: Console): Promise<Response> {
  const ctx = viewerOf(c);
  authorise(ctx, 'admin');
  const groups = await listGroups({ ctx });
  const isSaved = c.req.query('done') === 'saved';
  return answerPage(c, <GroupsPage ui={uiOf(c, parts)} groups={groups} isSaved={isSaved} />);
}

type Shown = { values?: GroupValues; error?: AppError; fields?: Record<string, string> };

/** Answers with the form of a group, a new one without an id; throws `request.not_found`. */
export async function showGroup(
  c: ConsoleContext,
  parts: Console,
  groupId: string | null,
  { values, error, fields }: Shown = {},
): Promise<Response> {
  const ctx = viewerOf(c);
  authorise(ctx, 'admin');
  const stored = (await listGroups({ ctx })).find(({ id }) => id === groupId);
  if (groupId !== null && stored === undefined) {
    throw new AppError('request.not_found', { detail: 'There is no such group.' });
  }
  const ofStored = { name: stored?.name ?? '', personIds: stored?.people.map(({ id }) => id) ?? [] };
  return answerPage(
    c,
    <GroupPage
      ui={uiOf(c, parts, `/groups/${groupId ?? 'new'}`)}
      groupId={groupId}
      colleagues={await listColleagues({ ctx })}
      values={values ?? ofStored}
      error={error}
      fields={fields ?? {}}
    />,
    error === undefined ? (fields === undefined ? 200 : 422) : statusOf(error),
  );
}

/** Saves a group and goes back to the list. */
export async function putGroup(c: ConsoleContext, parts: Console, groupId: string | null): Promise<Response> {
  const ctx = viewerOf(c);
  const { values, all } = await readForm(c);
  const typed = { name: values['name'] ?? '', personIds: all('personIds') };
  const input = GroupInput.safeParse(typed);
  if (!input.success) {
    const fields = fieldErrors(input.error, values, uiOf(c, parts).texts);
    return showGroup(c, parts, groupId, { values: typed, fields });
  }
  try {
    await saveGroup({ ctx, input: { ...input.data, ...(groupId === null ? {} : { groupId }) } });
  } catch (error) {
    const isShown =
      error instanceof AppError && !['auth.scope_missing', 'request.not_found'].includes(error.code);
    if (!isShown) throw error;
    return showGroup(c, parts, groupId, {
      values: typed,
      error,
      fields: refusedFields(error, uiOf(c, parts)),
    });
  }
  return c.redirect('/groups?done=saved', 303);
}
