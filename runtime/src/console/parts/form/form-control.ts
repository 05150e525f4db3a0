/** What every control of a form takes. */
export type ControlProps = {
  /** Name of the value in the form; the control's id is `field-<name>`. */
  name: string;
  label: string;
  /** What to fill in, or what it is for, in one sentence. */
  help?: string | undefined;
  /** Why the value was refused; shown beside the control and read with it. */
  error?: string | undefined;
  isRequired?: boolean;
  isDisabled?: boolean;
  /** False where nothing of a form is required, such as among filters. */
  hasOptionalMark?: boolean;
};

/** The ids that tie a control to its label, its help and its error. */
export function controlIds(name: string): { control: string; help: string; error: string } {
  const control = `field-${name.replaceAll(/[^A-Za-z0-9_-]/g, '-')}`;
  return { control, help: `${control}-help`, error: `${control}-error` };
}

/** The value of `aria-describedby`: help first, then what is wrong; undefined when there is neither. */
export function describedBy({ name, help, error }: ControlProps): string | undefined {
  const ids = controlIds(name);
  const named = [help === undefined ? '' : ids.help, error === undefined ? '' : ids.error].filter(Boolean);
  return named.length === 0 ? undefined : named.join(' ');
}
