/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { StepView } from '../../flow/read/step-view.ts';
import { instantText } from '../format/instant-text.ts';
import { nameOf } from '../texts/name-of.ts';
import type { Ui } from '../ui.ts';

/** The names of whom a step asks, as one text. */
export const askNames = (ui: Ui, { asks }: Pick<StepView, 'asks'>): string =>
  asks
    .map(({ kind, name }) => ui.texts.approval.asked[kind](nameOf(ui.roleNames, name)))
    .join(ui.texts.approval.or);

/** The steps of a request in their order: whom each asks, how many must agree, and how far it is. */
export function ApprovalSteps({ ui, steps, zone }: { ui: Ui; steps: readonly StepView[]; zone: string }) {
  const texts = ui.texts.approval;
  if (steps.length === 1 && steps[0]?.mode === 'any' && steps[0].dueAt === null) return null;
  return (
    <ol class="plain approval-steps">
      {steps.map((step) => (
        <li>
          <span class={step.isMet ? 'chip tone-green' : 'chip'}>
            {step.isMet ? texts.stepMet : texts.stepOrder(String(step.order))}
          </span>{' '}
          {askNames(ui, step)}
          <span class="under">
            {texts.mode(step.mode, step.approvalCount)}
            {step.dueAt === null ? null : ` · ${texts.dueAt(instantText(step.dueAt, zone, ui.locale))}`}
            {step.escalatedAt === null ? null : ` · ${texts.escalated}`}
          </span>
        </li>
      ))}
    </ol>
  );
}
