/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { PropsWithChildren } from 'hono/jsx';
import type { Ui } from '../../ui.ts';
import { type ControlProps, controlIds } from './form-control.ts';

type FrameProps = PropsWithChildren<ControlProps & { ui: Ui }>;

/** Label above, control, then help and error below it; an optional control says so. */
export function FieldFrame({ ui, name, label, help, error, children, ...marks }: FrameProps) {
  const ids = controlIds(name);
  return (
    <div class={error === undefined ? 'field' : 'field field-wrong'}>
      <label class="field-label" for={ids.control}>
        {label}
        <OptionalMark ui={ui} {...marks} />
      </label>
      {children}
      <FieldNotes name={name} help={help} error={error} />
    </div>
  );
}

type MarkProps = { ui: Ui } & Pick<ControlProps, 'isRequired' | 'hasOptionalMark'>;

/** Says that a control may stay empty. */
export function OptionalMark({ ui, isRequired = false, hasOptionalMark = true }: MarkProps) {
  if (isRequired || !hasOptionalMark) return null;
  return <span class="field-optional">{ui.texts.form.optional}</span>;
}

/** The help and the error of a control, under the ids that it is described by. */
export function FieldNotes({ name, help, error }: Pick<ControlProps, 'name' | 'help' | 'error'>) {
  const ids = controlIds(name);
  return (
    <>
      {help === undefined ? null : (
        <p class="field-help" id={ids.help}>
          {help}
        </p>
      )}
      {error === undefined ? null : (
        <p class="field-error" id={ids.error}>
          {error}
        </p>
      )}
    </>
  );
}
