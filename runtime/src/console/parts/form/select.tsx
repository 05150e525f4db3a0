/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Ui } from '../../ui.ts';
import { FieldFrame } from './field-frame.tsx';
import { type ControlProps, controlIds, describedBy } from './form-control.ts';

/** One choice: what is sent, what is shown, and a sentence about it where there is room. */
export type Choice = { value: string; label: string; help?: string };

type SelectProps = ControlProps & {
  ui: Ui;
  choices: readonly Choice[];
  value?: string | undefined;
  /** Shown first and sent as the empty text; absent when one of the choices must be taken. */
  emptyLabel?: string;
};

/** One of several choices, folded. */
export function Select({ ui, choices, value, emptyLabel, ...props }: SelectProps) {
  return (
    <FieldFrame ui={ui} {...props}>
      <select
        class="input"
        id={controlIds(props.name).control}
        name={props.name}
        required={props.isRequired}
        disabled={props.isDisabled}
        aria-describedby={describedBy(props)}
        aria-invalid={props.error === undefined ? undefined : 'true'}
      >
        {emptyLabel === undefined ? null : <option value="">{emptyLabel}</option>}
        {choices.map((choice) => (
          <option value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}
