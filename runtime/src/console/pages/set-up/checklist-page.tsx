/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import {
  OPTIONAL_STEPS,
  SET_UP_STEPS,
  type SetUpProgress,
  type SetUpStep,
} from '../../../flow/setup/load-set-up-progress.ts';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';

const HREFS: Record<SetUpStep, string> = {
  organization: '/people',
  entity: '/set-up/entity',
  approver: '/people/invite',
  products: '/set-up/products',
  crm: '/connections',
  accounting: '/connections',
  mapping: '/mappings',
  invoice: '/set-up/invoice',
};

type ChecklistProps = {
  ui: Ui;
  progress: SetUpProgress;
  entities: readonly { id: string; name: string }[];
};

/** What is done of the set-up, what is next, and where each step is taken. */
export function ChecklistPage({ ui, progress, entities }: ChecklistProps) {
  const texts = ui.texts.setUp;
  const done = SET_UP_STEPS.filter((step) => progress[step]);
  const next = SET_UP_STEPS.find((step) => !progress[step] && !OPTIONAL_STEPS.includes(step));
  const sentence = texts.progress(String(done.length), String(SET_UP_STEPS.length));
  return (
    <Layout ui={ui} title={texts.title} current="setUp">
      <div class="narrow">
        <PageHead title={texts.title} lead={next === undefined ? texts.complete : texts.lead} />
        <p class="meta" id="progress-text">
          {sentence}
        </p>
        <progress
          class="todo-bar"
          value={done.length}
          max={SET_UP_STEPS.length}
          aria-labelledby="progress-text"
        />
        <ol class="todo">
          {SET_UP_STEPS.map((step, index) => (
            <Step ui={ui} step={step} number={index + 1} isDone={progress[step]} isNext={step === next}>
              {step === 'entity'
                ? entities.map(({ id, name }) => (
                    <a class="under" href={`/set-up/entities/${id}`}>
                      {name}
                    </a>
                  ))
                : null}
            </Step>
          ))}
        </ol>
        <p class="meta">
          <a href="/set-up/rates">{ui.texts.rates.title}</a>
          {' · '}
          <a href="/set-up/approvals">{ui.texts.approvalTerms.title}</a>
        </p>
      </div>
    </Layout>
  );
}

type StepProps = {
  ui: Ui;
  step: SetUpStep;
  number: number;
  isDone: boolean;
  isNext: boolean;
  children?: Child;
};

function Step({ ui, step, number, isDone, isNext, children }: StepProps) {
  const { steps, done, next, optional } = ui.texts.setUp;
  const texts = steps[step];
  const look = isDone ? 'todo-done' : isNext ? 'todo-next' : '';
  return (
    <li class={`todo-item ${look}`} aria-current={isNext ? 'step' : undefined}>
      <span class="todo-mark" aria-hidden="true">
        {isDone ? '✓' : String(number)}
      </span>
      <div>
        <h2>
          {texts.title}
          {isDone ? <span class="unseen">{`: ${done}`}</span> : null}
          {isNext ? <span class="chip tone-blue">{next}</span> : null}
          {!isDone && OPTIONAL_STEPS.includes(step) ? <span class="field-optional">{optional}</span> : null}
        </h2>
        <p class="meta">{texts.text}</p>
        {children}
      </div>
      <a class={isNext ? 'button button-main' : 'button'} href={HREFS[step]}>
        {texts.action}
      </a>
    </li>
  );
}
