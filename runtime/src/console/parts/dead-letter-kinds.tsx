/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { ERROR_CODES, type ErrorCode } from '../../core/error-codes.ts';
import type { DeadLetterKind } from '../../flow/read/count-dead-letters.ts';
import type { ReplayRunView } from '../../flow/read/list-replay-runs.ts';
import { errorText } from '../texts/error-text.ts';
import { nameOf } from '../texts/name-of.ts';
import type { Ui } from '../ui.ts';
import { ConfirmButton } from './form/confirm-button.tsx';

type KindsProps = {
  ui: Ui;
  kinds: readonly DeadLetterKind[];
  current: { stage: string; code: string } | null;
  /** A kind that is being replayed is not offered again. */
  runs: readonly ReplayRunView[];
  mayReplay: boolean;
};

/** The kinds of failed work: what failed, why in words, how to mend it, and all of it again. */
export function DeadLetterKinds({ ui, kinds, current, runs, mayReplay }: KindsProps) {
  const texts = ui.texts.deadLetters;
  const shown = kinds.filter(
    ({ stage, code }) => current === null || (stage === current.stage && code === current.code),
  );
  return (
    <div class="kinds">
      {shown.map((kind) => {
        const { stage, code, count } = kind;
        const name = nameOf(ui.texts.stages, stage);
        const isReplayed = runs.some((run) => run.isRunning && run.stage === stage && run.code === code);
        return (
          <section class="block block-failures">
            <div class="letter-head">
              <h2>
                <a href={`/exceptions?${new URLSearchParams({ stage, code })}`} data-item="">
                  {name}
                </a>{' '}
                <span class="chip tone-red">{count}</span>
              </h2>
              {mayReplay && !isReplayed ? (
                <ConfirmButton
                  ui={ui}
                  id={`replay-${stage}-${code.replace('.', '-')}`}
                  label={texts.replayAll}
                  title={texts.replayAllTitle(name)}
                  text={texts.replayAllText(String(count))}
                  confirm={texts.replayAll}
                  action="/exceptions/replay"
                  hidden={{ stage, code }}
                  size="small"
                />
              ) : null}
            </div>
            <p class="strong">{errorText(code, ui.locale)}</p>
            <p class="mend">
              {texts.mend[retryOf(code)]}{' '}
              <a href={`/docs/errors/${encodeURIComponent(code)}`}>{texts.mendLink}</a>
            </p>
          </section>
        );
      })}
    </div>
  );
}

/** Whether waiting helps, or somebody has to mend something first; a code that is gone has to be looked into. */
function retryOf(code: string): 'never' | 'later' | 'after-fix' {
  return Object.hasOwn(ERROR_CODES, code) ? ERROR_CODES[code as ErrorCode].retry : 'after-fix';
}
