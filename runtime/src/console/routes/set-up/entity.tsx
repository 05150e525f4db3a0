/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { countryDefaults } from '../../../core/setup/country-defaults.ts';
import { authorise } from '../../../flow/context.ts';
import { addEntity } from '../../../flow/setup/add-entity.ts';
import { getEntitySettings } from '../../../flow/setup/get-entity-settings.ts';
import { updateEntity } from '../../../flow/setup/update-entity.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import { answerPart } from '../../answer-part.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { CountryPage } from '../../pages/set-up/country-page.tsx';
import { EntityPage } from '../../pages/set-up/entity-page.tsx';
import { RegistrationHint } from '../../pages/set-up/registration-hint.tsx';
import { entityFieldOf, entityToValues, newEntityValues, readEntityForm } from '../../read/entity-form.ts';
import { refusedFields } from '../../read/field-errors.ts';
import { readOverdueLevels } from '../../read/overdue-levels.ts';
import { type FormValues, readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

type Shown = { values: FormValues; error?: AppError; fields?: Record<string, string>; isSaved?: boolean };

/** Answers with the form of a new legal entity; asks for its country first. */
export async function showNewEntity(c: ConsoleContext, parts: Console): Promise<Response> {
  authorise(viewerOf(c), 'admin');
  const country = c.req.query('country');
  if (country === undefined) return answerPage(c, <CountryPage ui={uiOf(c, parts)} />);
  const values = newEntityValues(country === 'other' ? '' : country, countryDefaults(country));
  return answerEntity(c, parts, null, { values });
}

/** Adds a legal entity and goes back to the checklist. */
export async function saveNewEntity(c: ConsoleContext, parts: Console): Promise<Response> {
  const { values } = await readForm(c);
  const form = readEntityForm(values, uiOf(c, parts).texts);
  if (!form.ok) return answerEntity(c, parts, null, { values, fields: form.fields });
  try {
    await addEntity({ ctx: viewerOf(c), input: form.input });
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'auth.scope_missing') throw error;
    return answerRefused(c, parts, null, values, error);
  }
  return c.redirect('/set-up', 303);
}

/** Answers with the form of a legal entity that is there already. */
export async function showEntity(c: ConsoleContext, parts: Console, entityId: string): Promise<Response> {
  const settings = await getEntitySettings({ ctx: viewerOf(c), input: { entityId } });
  const isSaved = c.req.query('done') === 'saved';
  return answerEntity(c, parts, entityId, { values: entityToValues(settings), isSaved });
}

/** Changes a legal entity. */
export async function saveEntity(c: ConsoleContext, parts: Console, entityId: string): Promise<Response> {
  const ctx = viewerOf(c);
  const { values: given } = await readForm(c);
  const known = entityToValues(await getEntitySettings({ ctx, input: { entityId } }));
  // What does not change is taken from the rows, whatever the form says.
  const values = {
    ...given,
    country: known['country'],
    currency: known['currency'],
    pattern: known['pattern'],
  };
  const { texts } = uiOf(c, parts);
  const form = readEntityForm(values, texts);
  if (!form.ok) return answerEntity(c, parts, entityId, { values, fields: form.fields });
  const overdueLevels = readOverdueLevels(given['overdueLevels'] ?? '');
  if (overdueLevels === undefined) {
    const fields = { overdueLevels: texts.setUp.entity.overdueLevelsWrong };
    return answerEntity(c, parts, entityId, { values, fields });
  }
  const { country: _country, currency: _currency, numberSeries: _series, ...input } = form.input;
  const automation = {
    isAutoSubmit: given['autoSubmit'] === 'on',
    isAutoIssue: given['autoIssue'] === 'on',
    isAutoSend: given['autoSend'] === 'on',
    isAutoApply: given['autoApply'] === 'on',
    overdueLevels,
  };
  try {
    await updateEntity({ ctx, input: { entityId, ...input, ...automation } });
  } catch (error) {
    if (!(error instanceof AppError) || error.code.startsWith('auth.')) throw error;
    return answerRefused(c, parts, entityId, values, error);
  }
  return c.redirect(`/set-up/entities/${entityId}?done=saved`, 303);
}

/** Answers with what is to be said about a registration number while it is typed: a part of the form. */
export function showRegistrationHint(c: ConsoleContext, parts: Console) {
  return answerPart(c, <RegistrationHint ui={uiOf(c, parts)} text={c.req.query('taxRegistration') ?? ''} />);
}

function answerRefused(
  c: ConsoleContext,
  parts: Console,
  entityId: string | null,
  values: FormValues,
  error: AppError,
) {
  const fields = refusedFields(error, uiOf(c, parts), entityFieldOf);
  return answerEntity(c, parts, entityId, { values, error, fields });
}

function answerEntity(c: ConsoleContext, parts: Console, entityId: string | null, shown: Shown) {
  const { values, error, fields, isSaved = false } = shown;
  const ui = uiOf(c, parts, entityId === null ? '/set-up/entity' : `/set-up/entities/${entityId}`);
  const status = error === undefined ? (fields === undefined ? 200 : 422) : statusOf(error);
  return answerPage(
    c,
    <EntityPage
      ui={ui}
      entityId={entityId}
      values={values}
      error={error}
      fields={fields ?? {}}
      isSaved={isSaved}
    />,
    status,
  );
}
