/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { Ui } from '../../ui.ts';
import { CopyText } from './copy-text.tsx';

type SecretOnceProps = { ui: Ui; id: string; title: string; label: string; value: string; children?: Child };

/** A secret that is shown this once: on the answer to the form that made it, and on no other page. */
export function SecretOnce({ ui, id, title, label, value, children }: SecretOnceProps) {
  return (
    <section class="secret" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <p>{ui.texts.form.secretOnce}</p>
      <CopyText ui={ui} id={id} label={label} value={value} />
      {children}
    </section>
  );
}
