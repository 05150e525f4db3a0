/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Ui } from '../../ui.ts';
import { FieldFrame } from './field-frame.tsx';
import { type ControlProps, controlIds, describedBy } from './form-control.ts';

type TextFieldProps = ControlProps & {
  ui: Ui;
  value?: string | undefined;
  type?: 'text' | 'email' | 'password' | 'search' | 'url' | 'date' | 'number' | 'tel';
  /** As in HTML: `username`, `current-password`, `new-password`, `one-time-code`, `off`. */
  autocomplete?: string;
  inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'url';
  placeholder?: string;
  maxlength?: number;
  minlength?: number;
  pattern?: string;
  min?: string;
  max?: string;
  /** For codes, keys and addresses. */
  isMono?: boolean;
  hasFocus?: boolean;
};

/** One line of text with its label, help and error. */
export function TextField({ ui, value, type = 'text', isMono = false, hasFocus, ...props }: TextFieldProps) {
  const { autocomplete, inputmode, placeholder, maxlength, minlength, pattern, min, max } = props;
  return (
    <FieldFrame ui={ui} {...props}>
      <input
        class={isMono ? 'input mono' : 'input'}
        id={controlIds(props.name).control}
        name={props.name}
        type={type}
        value={value}
        required={props.isRequired}
        disabled={props.isDisabled}
        aria-describedby={describedBy(props)}
        aria-invalid={props.error === undefined ? undefined : 'true'}
        autofocus={hasFocus}
        autocomplete={autocomplete}
        inputmode={inputmode}
        placeholder={placeholder}
        maxlength={maxlength}
        minlength={minlength}
        pattern={pattern}
        min={min}
        max={max}
      />
    </FieldFrame>
  );
}
