/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { FieldNotes } from './field-frame.tsx';
import { type ControlProps, controlIds, describedBy } from './form-control.ts';

type CheckboxProps = ControlProps & { isChecked?: boolean; value?: string };

/** A single yes or no; sends its value, `on` unless another is given, when it is ticked. */
export function Checkbox({ isChecked = false, value = 'on', ...props }: CheckboxProps) {
  const { control } = controlIds(props.name);
  return (
    <div class={props.error === undefined ? 'field' : 'field field-wrong'}>
      <label class="choice" for={control}>
        <input
          id={control}
          type="checkbox"
          name={props.name}
          value={value}
          checked={isChecked}
          required={props.isRequired}
          disabled={props.isDisabled}
          aria-describedby={describedBy(props)}
        />
        <span class="choice-text">{props.label}</span>
      </label>
      <FieldNotes {...props} />
    </div>
  );
}
