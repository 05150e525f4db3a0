/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { PropsWithChildren } from 'hono/jsx';
import type { AppError } from '../../../core/app-error.ts';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { Layout } from '../../parts/layout.tsx';
import type { Ui } from '../../ui.ts';

type CardProps = PropsWithChildren<{
  ui: Ui;
  title: string;
  lead?: string | undefined;
  error?: AppError | undefined;
  fields?: Readonly<Record<string, string>>;
}>;

/** A page of one card for somebody who is not in yet: what is asked for, and why the last answer was refused. */
export function Card({ ui, title, lead, error, fields = {}, children }: CardProps) {
  return (
    <Layout ui={ui} title={title}>
      <section class="block sign-in">
        <h1>{title}</h1>
        {lead === undefined ? null : <p class="page-lead">{lead}</p>}
        <FormErrors ui={ui} error={error} fields={fields} />
        {children}
      </section>
    </Layout>
  );
}
