/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { TextField } from '../../parts/form/text-field.tsx';
import type { EntityPartProps } from './entity-page.tsx';

type EntityFieldProps = {
  part: EntityPartProps;
  name: string;
  label: string;
  help?: string;
  type?: 'text' | 'email' | 'date' | 'number';
  autocomplete?: string;
  maxlength?: number;
  inputmode?: 'numeric' | 'decimal';
  isRequired?: boolean;
  isDisabled?: boolean;
};

/** A line of text of the form, with the value and the error that belong to its name. */
export function EntityField({ part: { ui, values, fields }, name, ...props }: EntityFieldProps) {
  return <TextField ui={ui} name={name} value={values[name] ?? ''} error={fields[name]} {...props} />;
}
