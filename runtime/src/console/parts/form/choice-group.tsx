/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Ui } from '../../ui.ts';
import { FieldNotes, OptionalMark } from './field-frame.tsx';
import { type ControlProps, controlIds, describedBy } from './form-control.ts';
import type { Choice } from './select.tsx';

type GroupProps = ControlProps & { ui: Ui; choices: readonly Choice[] };

/** Any number of choices; each that is ticked is sent under the same name. */
export function CheckboxGroup({ values, ...props }: GroupProps & { values: readonly string[] }) {
  return <ChoiceGroup {...props} kind="checkbox" isChosen={(value) => values.includes(value)} />;
}

/** Exactly one of a few choices, all in sight. */
export function RadioGroup({ value, ...props }: GroupProps & { value?: string | undefined }) {
  return <ChoiceGroup {...props} kind="radio" isChosen={(candidate) => candidate === value} />;
}

type ChoiceGroupProps = GroupProps & { kind: 'checkbox' | 'radio'; isChosen: (value: string) => boolean };

function ChoiceGroup({ ui, kind, isChosen, choices, ...props }: ChoiceGroupProps) {
  const { control } = controlIds(props.name);
  return (
    <fieldset
      class={props.error === undefined ? 'field choices' : 'field choices field-wrong'}
      aria-describedby={describedBy(props)}
    >
      <legend class="field-label">
        {props.label}
        <OptionalMark ui={ui} {...props} />
      </legend>
      <div class="choice-list">
        {choices.map((choice, index) => (
          <label class="choice" for={`${control}-${index}`}>
            <input
              id={`${control}-${index}`}
              type={kind}
              name={props.name}
              value={choice.value}
              checked={isChosen(choice.value)}
              disabled={props.isDisabled}
              required={kind === 'radio' && props.isRequired === true}
            />
            <span class="choice-text">
              {choice.label}
              {choice.help === undefined ? null : <span class="under">{choice.help}</span>}
            </span>
          </label>
        ))}
      </div>
      <FieldNotes {...props} />
    </fieldset>
  );
}
