/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { NewPasswordFields } from '../../parts/form/new-password-fields.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import type { Ui } from '../../ui.ts';

type PasswordProps = { ui: Ui; email: string; fields: Readonly<Record<string, string>> };

/** The form that changes one's own password. */
export function PasswordBlock({ ui, email, fields }: PasswordProps) {
  const texts = ui.texts.account;
  return (
    <section class="block" aria-labelledby="title-password">
      <h2 id="title-password">{texts.passwordTitle}</h2>
      <form class="form" method="post" action="/account/password">
        {/* Tells a password manager whose password it is (WHATWG HTML, autofill). */}
        <input
          class="unseen"
          type="email"
          value={email}
          autocomplete="username"
          readonly
          tabindex={-1}
          aria-label={texts.email}
        />
        <TextField
          ui={ui}
          name="password"
          label={texts.current}
          type="password"
          autocomplete="current-password"
          isRequired
        />
        <NewPasswordFields ui={ui} fields={fields} label={texts.next} repeat={texts.repeat} />
        <p class="meta">{texts.passwordNote}</p>
        <SubmitRow ui={ui} label={texts.passwordSubmit} />
      </form>
    </section>
  );
}
