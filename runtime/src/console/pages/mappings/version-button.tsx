/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { VersionView } from '../../../flow/mappings/read-version.ts';
import { ConfirmButton } from '../../parts/form/confirm-button.tsx';
import { Select } from '../../parts/form/select.tsx';
import { TextArea } from '../../parts/form/text-area.tsx';
import type { VersionAction } from '../../read/mappings/version-rights.ts';
import type { Ui } from '../../ui.ts';

type ButtonProps = { ui: Ui; view: VersionView; action: VersionAction };

/** Longest reason of a change, in characters. */
const REASON_MAX_CHARS = 500;

/** The button of an action: a link to a page of its own, or a question that says what it does. */
export function VersionButton({ ui, view, action }: ButtonProps) {
  const { version, connections } = view;
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
      {action === 'draft' && version.connectionId === null && connections.length > 0 ? (
        <Select
          ui={ui}
          name="connection"
          label={ui.texts.mappings.forConnection}
          help={ui.texts.mappings.forConnectionHelp}
          emptyLabel={ui.texts.mappings.everyConnection}
          choices={connections.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
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
