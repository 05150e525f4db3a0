/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { todayIn } from '../../../core/civil-date.ts';
import type { Ctx } from '../../../flow/context.ts';
import { createDelegation, DelegationInput } from '../../../flow/delegations/create-delegation.ts';
import { listDelegations } from '../../../flow/delegations/list-delegations.ts';
import { revokeDelegation } from '../../../flow/delegations/revoke-delegation.ts';
import { listColleagues } from '../../../flow/people/list-colleagues.ts';
import { listEntities } from '../../../flow/read/list-entities.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import type { DelegationValues } from '../../pages/delegations/delegation-form.tsx';
import { DelegationsPage } from '../../pages/delegations/delegations-page.tsx';
import { fieldErrors, refusedFields } from '../../read/field-errors.ts';
import { readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

type Shown = { values?: DelegationValues; error?: AppError; fields?: Record<string, string> };

/** Answers with who decides in whose place. */
export async function showDelegations(
  c: ConsoleContext,
  parts: Console,
  shown: Shown = {},
): Promise<Response> {
  const ctx = viewerOf(c);
  const days = await loadDays(ctx);
  const fresh = { toPersonId: '', startsOn: days.earliest, endsOn: days.latest, reason: '' };
  const { values = fresh, error, fields } = shown;
  const done = c.req.query('done');
  return answerPage(
    c,
    <DelegationsPage
      ui={uiOf(c, parts, '/approvals/delegations')}
      delegations={await listDelegations({ ctx })}
      colleagues={await listColleagues({ ctx })}
      viewerId={ctx.actor.id}
      isAdmin={ctx.permissions.has('admin')}
      days={days}
      values={values}
      done={done === 'saved' || done === 'ended' ? done : undefined}
      error={error}
      fields={fields ?? {}}
    />,
    error === undefined ? (fields === undefined ? 200 : 422) : statusOf(error),
  );
}

async function loadDays(ctx: Ctx): Promise<{ earliest: string; latest: string }> {
  const now = ctx.deps.clock.now();
  const days = (await listEntities({ ctx })).map(({ timeZone }) => todayIn(timeZone, now)).sort();
  const inUtc = todayIn('UTC', now);
  return { earliest: days.at(0) ?? inUtc, latest: days.at(-1) ?? inUtc };
}

/** Has somebody decide in the viewer's place. */
export async function delegate(c: ConsoleContext, parts: Console): Promise<Response> {
  const { values } = await readForm(c);
  const { toPersonId = '', startsOn = '', endsOn = '', reason = '' } = values;
  const typed = { toPersonId, startsOn, endsOn, reason };
  const input = DelegationInput.safeParse(typed);
  if (!input.success) {
    const fields = fieldErrors(input.error, values, uiOf(c, parts).texts);
    return showDelegations(c, parts, { values: typed, fields });
  }
  try {
    await createDelegation({ ctx: viewerOf(c), input: input.data });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return showDelegations(c, parts, { values: typed, error, fields: refusedFields(error, uiOf(c, parts)) });
  }
  return c.redirect('/approvals/delegations?done=saved', 303);
}

/** Ends a delegation now. */
export async function endDelegation(c: ConsoleContext, delegationId: string): Promise<Response> {
  await revokeDelegation({ ctx: viewerOf(c), input: { delegationId } });
  return c.redirect('/approvals/delegations?done=ended', 303);
}
