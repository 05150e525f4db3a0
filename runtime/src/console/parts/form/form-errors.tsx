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
  /** The labels of the controls by name; texts of a form that have other names say nothing. */
  labels?: Readonly<Record<string, unknown>>;
};

/** What was wrong with a form that came back; stands above it. */
export function FormErrors({ ui, error, fields = {}, labels = {} }: FormErrorsProps) {
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
              <a href={`#${controlIds(name).control}`}>{labelled(ui, labels[name], message)}</a>
            </li>
          ))}
        </ul>
      )}
    </Banner>
  );
}

/** Above the form a message stands far from its control, so it names it. */
const labelled = ({ locale }: Ui, label: unknown, message: string): string =>
  typeof label === 'string' ? `${label}${COLONS[locale]}${message}` : message;

const COLONS = { en: ': ', ja: '：' } as const;
