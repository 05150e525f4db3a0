/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { authorise } from '../../../flow/context.ts';
import { listSegregation } from '../../../flow/segregation/list-segregation.ts';
import { SwitchSegregationInput, switchSegregation } from '../../../flow/segregation/switch-segregation.ts';
import { listTolerances } from '../../../flow/tolerance/list-tolerances.ts';
import { setTolerance, ToleranceInput } from '../../../flow/tolerance/set-tolerance.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { ApprovalTermsPage, type WrongTolerance } from '../../pages/set-up/approval-terms-page.tsx';
import { fieldErrors, refusedFields } from '../../read/field-errors.ts';
import { parseInput } from '../../read/parse-input.ts';
import { readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

const PAGE = '/set-up/approvals';
const DONE = ['tolerance', 'off', 'on'] as const;
const FIELDS = ['percent', 'amount', 'reason'] as const;

/** Answers with the tolerances and the rules of segregation, for administrators. */
export async function showApprovalTerms(
  c: ConsoleContext,
  parts: Console,
  wrong?: WrongTolerance,
): Promise<Response> {
  const ctx = viewerOf(c);
  authorise(ctx, 'admin');
  const done = DONE.find((name) => name === c.req.query('done'));
  return answerPage(
    c,
    <ApprovalTermsPage
      ui={uiOf(c, parts, PAGE)}
      tolerances={await listTolerances({ ctx })}
      rules={await listSegregation({ ctx })}
      done={done}
      wrong={wrong}
    />,
    wrong === undefined ? 200 : wrong.error === undefined ? 422 : statusOf(wrong.error),
  );
}

/** Sets or takes away the tolerance of a legal entity. */
export async function saveTolerance(c: ConsoleContext, parts: Console, entityId: string): Promise<Response> {
  const { values: given } = await readForm(c);
  // One form for each legal entity is on the page, so that the names of controls hold its id.
  const [percent, amount, reason] = FIELDS.map((name) => given[`${name}-${entityId}`]);
  const values = { percent, amount, reason };
  const ui = uiOf(c, parts);
  const input = ToleranceInput.safeParse(values);
  if (!input.success) {
    const fields = fieldErrors(input.error, values, ui.texts);
    return showApprovalTerms(c, parts, { entityId, values, fields });
  }
  try {
    await setTolerance({ ctx: viewerOf(c), input: { entityId, ...input.data } });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'request.invalid') throw error;
    const fields = refusedFields(error, ui);
    return showApprovalTerms(c, parts, { entityId, values, error, fields });
  }
  return c.redirect(`${PAGE}?done=tolerance`, 303);
}

/** Switches a rule of segregation off, or on again. */
export async function switchRule(c: ConsoleContext, rule: string): Promise<Response> {
  const { values } = await readForm(c);
  const isOn = values['isOn'] === 'on';
  const input = parseInput(SwitchSegregationInput, { rule, isOn, reason: values[`reason-${rule}`] });
  await switchSegregation({ ctx: viewerOf(c), input });
  return c.redirect(`${PAGE}?done=${isOn ? 'on' : 'off'}`, 303);
}
