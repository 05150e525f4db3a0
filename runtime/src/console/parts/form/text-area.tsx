/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Ui } from '../../ui.ts';
import { FieldFrame } from './field-frame.tsx';
import { type ControlProps, controlIds, describedBy } from './form-control.ts';

type TextAreaProps = ControlProps & {
  ui: Ui;
  value?: string | undefined;
  rows?: number;
  maxlength?: number;
  placeholder?: string;
  isMono?: boolean;
};

/** Several lines of text with their label, help and error. */
export function TextArea({ ui, value = '', rows = 3, isMono = false, ...props }: TextAreaProps) {
  return (
    <FieldFrame ui={ui} {...props}>
      <textarea
        class={isMono ? 'input mono' : 'input'}
        id={controlIds(props.name).control}
        name={props.name}
        rows={rows}
        required={props.isRequired}
        disabled={props.isDisabled}
        maxlength={props.maxlength}
        placeholder={props.placeholder}
        aria-describedby={describedBy(props)}
        aria-invalid={props.error === undefined ? undefined : 'true'}
      >
        {value}
      </textarea>
    </FieldFrame>
  );
}
