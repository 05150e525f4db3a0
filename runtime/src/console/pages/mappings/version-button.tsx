/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { VersionRow } from '../../../flow/mappings/get-version.ts';
import { ConfirmButton } from '../../parts/form/confirm-button.tsx';
import { TextArea } from '../../parts/form/text-area.tsx';
import type { VersionAction } from '../../read/mappings/version-rights.ts';
import type { Ui } from '../../ui.ts';

type ButtonProps = { ui: Ui; version: VersionRow; action: VersionAction };

/** Longest reason of a change, in characters. */
const REASON_MAX_CHARS = 500;

/** The button of an action: a link to a page of its own, or a question that says what it does. */
export function VersionButton({ ui, version, action }: ButtonProps) {
  const texts = ui.texts.mappings.actions;
  if (action === 'edit' || action === 'tryOut' || action === 'backfill' || action === 'review') {
    return (
      <a class="button" href={`/mappings/${version.id}/${PLACES[action]}`}>
        {texts[action].label}
      </a>
    );
  }
  const { label, title, text, confirm } = texts[action];
  const isReasoned = action === 'draft' || action === 'rollBack';
  return (
    <ConfirmButton
      ui={ui}
      id={`act-${action}`}
      label={label}
      title={title(String(version.version))}
      text={text}
      confirm={confirm}
      action={`/mappings/${version.id}/${PLACES[action]}`}
      tone={TONES[action]}
    >
      {isReasoned ? (
        <TextArea
          ui={ui}
          name={`reason-${action}`}
          label={ui.texts.mappings.whyChanged}
          help={ui.texts.mappings.whyHelp}
          isRequired
          maxlength={REASON_MAX_CHARS}
        />
      ) : null}
    </ConfirmButton>
  );
}

const PLACES: Record<VersionAction, string> = {
  edit: 'edit',
  tryOut: 'dry-runs',
  backfill: 'backfills',
  review: 'review',
  submit: 'submit',
  withdraw: 'withdraw',
  resume: 'resume',
  publish: 'publish',
  rollBack: 'roll-back',
  discard: 'discard',
  draft: 'draft',
};

const TONES = {
  submit: 'main',
  withdraw: 'plain',
  resume: 'main',
  publish: 'main',
  rollBack: 'danger',
  discard: 'danger',
  draft: 'main',
} as const;
