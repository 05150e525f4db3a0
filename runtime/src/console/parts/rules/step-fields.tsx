/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { ROLES } from '../../../core/permissions.ts';
import type { Askable } from '../../../flow/rules/list-askable.ts';
import type { Marks } from '../../read/rules/builder-marks.ts';
import type { StepDraft } from '../../read/rules/rules-draft.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';
import { EditorButton } from '../mappings/editor-button.tsx';
import { WrongPart, wrongId } from './wrong-part.tsx';

type StepFieldsProps = {
  ui: Ui;
  /** The key of the rule; `d` for the default row. */
  owner: string;
  steps: readonly StepDraft[];
  people: Askable;
  focus: string | undefined;
  marks: Marks;
};

/** Who is asked: one line for each step. */
export function StepFields({ ui, owner, steps, people, focus, marks }: StepFieldsProps) {
  const texts = ui.texts.rules.editor;
  return (
    <div>
      <p class="field-label">{texts.steps}</p>
      {steps.map((step) => (
        <StepLine
          ui={ui}
          owner={owner}
          step={step}
          people={people}
          hasFocus={focus === `${owner}.${step.key}`}
          wrong={marks.get(`${owner}.${step.key}`)}
        />
      ))}
      {owner === 'd' ? null : <WrongPart place={`${owner}.steps`} reason={marks.get(`${owner}.steps`)} />}
    </div>
  );
}

type StepLineProps = {
  ui: Ui;
  owner: string;
  step: StepDraft;
  people: Askable;
  hasFocus: boolean;
  wrong: string | undefined;
};

function StepLine({ ui, owner, step, people, hasFocus, wrong }: StepLineProps) {
  const texts = ui.texts.rules.editor;
  const place = `${owner}.${step.key}`;
  const isCounted = step.mode !== 'any' && step.mode !== 'all';
  return (
    <div class="rule-step">
      <input type="hidden" name={`${owner}.step`} value={step.key} />
      <NumberField label={texts.order} name={`${place}.order`} value={step.order} />
      <label>
        <span class="edit-label">{texts.approver}</span>
        <select
          class="input"
          name={`${place}.who`}
          aria-describedby={wrongId(place)}
          aria-invalid={wrong === undefined ? undefined : 'true'}
          data-focus={hasFocus ? '' : undefined}
        >
          <Approvers ui={ui} chosen={step.who} people={people} />
        </select>
      </label>
      {isCounted ? (
        <NumberField label={texts.modeCount} name={`${place}.least`} value={step.mode} />
      ) : (
        <label>
          <span class="edit-label">{texts.mode}</span>
          <select class="input" name={`${place}.mode`}>
            {(['any', 'all'] as const).map((mode) => (
              <option value={mode} selected={mode === step.mode}>
                {texts.modes[mode]}
              </option>
            ))}
            <option value="2">{`${texts.modeCount} 2`}</option>
          </select>
        </label>
      )}
      <EditorButton ui={ui} does={`remove-step:${owner}:${step.key}`} label={texts.removeStep}>
        ×
      </EditorButton>
      <div class="rule-later">
        <NumberField label={texts.sla} name={`${place}.sla`} value={step.sla} />
        <NumberField label={texts.remind} name={`${place}.remind`} value={step.remind} />
        <label>
          <span class="edit-label">{texts.escalate}</span>
          <select class="input" name={`${place}.escalate`}>
            <option value="">{texts.nobody}</option>
            <Approvers ui={ui} chosen={step.escalate} people={people} />
          </select>
        </label>
      </div>
      <WrongPart place={place} reason={wrong} />
    </div>
  );
}

function NumberField({ label, name, value }: { label: string; name: string; value: string }) {
  return (
    <label>
      <span class="edit-label">{label}</span>
      <input class="input" name={name} value={value} inputmode="numeric" autocomplete="off" maxlength={3} />
    </label>
  );
}

function Approvers({ ui, chosen, people }: { ui: Ui; chosen: string; people: Askable }) {
  const { who } = ui.texts.rules.steps;
  const offered = [
    ...Object.keys(ROLES).map((role) => [`role:${role}`, who.role(nameOf(ui.texts.roles, role))] as const),
    ...[...people.roles].map(([id, name]) => [`role:${id}`, who.role(name)] as const),
    ['manager', who.manager] as const,
    ...[...people.groups].map(([id, name]) => [`group:${id}`, who.group(name)] as const),
    ...[...people.people].map(([id, name]) => [`person:${id}`, name] as const),
  ];
  const isOffered = chosen === '' || offered.some(([value]) => value === chosen);
  return (
    <>
      {[...offered, ...(isOffered ? [] : [[chosen, chosen] as const])].map(([value, label]) => (
        <option value={value} selected={value === chosen}>
          {label}
        </option>
      ))}
    </>
  );
}
