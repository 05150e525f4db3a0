/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { Ui } from '../../ui.ts';
import { Banner } from '../banner.tsx';
import { ErrorNote } from '../error-note.tsx';
import { controlIds } from './form-control.ts';

type FormErrorsProps = {
  ui: Ui;
  /** Why the whole form was refused. */
  error?: AppError | undefined;
  /** What is wrong with single values, by name; each is a link to its control. */
  fields?: Readonly<Record<string, string>>;
};

/** What was wrong with a form that came back; stands above it. */
export function FormErrors({ ui, error, fields = {} }: FormErrorsProps) {
  const entries = Object.entries(fields);
  if (error === undefined && entries.length === 0) return null;
  return (
    <Banner kind="refusal">
      {error === undefined ? <p>{ui.texts.form.refused}</p> : null}
      {error === undefined ? null : <ErrorNote ui={ui} code={error.code} detail={error.detail} />}
      {entries.length === 0 ? null : (
        <ul class="wrong-list">
          {entries.map(([name, message]) => (
            <li>
              <a href={`#${controlIds(name).control}`}>{message}</a>
            </li>
          ))}
        </ul>
      )}
    </Banner>
  );
}
