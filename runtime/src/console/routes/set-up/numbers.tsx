/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { getEntitySettings } from '../../../flow/setup/get-entity-settings.ts';
import { previewNumberSeries } from '../../../flow/setup/preview-number-series.ts';
import { replaceNumberSeries } from '../../../flow/setup/replace-number-series.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import { answerPart } from '../../answer-part.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { type NumberExample, NumberHint } from '../../pages/set-up/number-hint.tsx';
import { NumbersPage } from '../../pages/set-up/numbers-page.tsx';
import { refusedFields } from '../../read/field-errors.ts';
import { readForm } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

/** Answers with how an entity numbers its invoices; after a refusal with what was typed, and why. */
export async function showNumbers(
  c: ConsoleContext,
  parts: Console,
  entityId: string,
  refused?: { pattern: string; error: AppError },
): Promise<Response> {
  const ui = uiOf(c, parts, `/set-up/entities/${entityId}/numbers`);
  const { entity, numberPattern } = await getEntitySettings({ ctx: viewerOf(c), input: { entityId } });
  const pattern = refused?.pattern ?? numberPattern ?? '';
  return answerPage(
    c,
    <NumbersPage
      ui={ui}
      entity={entity}
      pattern={pattern}
      example={await exampleOf(c, ui, { entityId, pattern })}
      error={refused?.error}
      fields={refused === undefined ? {} : refusedFields(refused.error, ui)}
    />,
    refused === undefined ? 200 : statusOf(refused.error),
  );
}

/** Numbers the invoices of an entity by another pattern. */
export async function saveNumbers(c: ConsoleContext, parts: Console, entityId: string): Promise<Response> {
  const { values } = await readForm(c);
  const pattern = (values['pattern'] ?? '').trim();
  try {
    await replaceNumberSeries({ ctx: viewerOf(c), input: { entityId, pattern } });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'request.invalid') throw error;
    return showNumbers(c, parts, entityId, { pattern, error });
  }
  return c.redirect(`/set-up/entities/${entityId}?done=saved`, 303);
}

/** Answers with what a pattern would print: a part of the form. */
export async function showNumberHint(c: ConsoleContext, parts: Console, entityId: string) {
  const ui = uiOf(c, parts);
  const pattern = (c.req.query('pattern') ?? '').trim();
  return answerPart(c, <NumberHint ui={ui} example={await exampleOf(c, ui, { entityId, pattern })} />);
}

async function exampleOf(
  c: ConsoleContext,
  ui: Ui,
  input: { entityId: string; pattern: string },
): Promise<NumberExample> {
  try {
    return await previewNumberSeries({ ctx: viewerOf(c), input });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'request.invalid') throw error;
    return { refusal: Object.values(refusedFields(error, ui)).join(' ') };
  }
}
