/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { OpenLink } from '../../../flow/people/find-person-link.ts';
import { NewPasswordFields } from '../../parts/form/new-password-fields.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import type { Ui } from '../../ui.ts';
import { Card } from './card.tsx';

type JoinProps = {
  ui: Ui;
  link: OpenLink;
  token: string;
  /** True when the e-mail address has an account, whose password is asked for. */
  isKnown: boolean;
  error?: AppError | undefined;
  fields?: Readonly<Record<string, string>>;
};

/** What an administrator's link opens: joining the organization, or a new password. */
export function JoinPage({ ui, link, token, isKnown, error, fields = {} }: JoinProps) {
  const texts = ui.texts.signIn;
  const isReset = link.purpose === 'password_reset';
  const leadJoin = isKnown ? texts.join.leadKnown : texts.join.leadNew(link.person.name);
  return (
    <Card
      ui={ui}
      title={isReset ? texts.reset.title : texts.join.title(link.organizationName)}
      lead={isReset ? texts.reset.lead(link.person.email) : leadJoin}
      error={error}
      fields={fields}
    >
      <form class="form" method="post" action={`/join/${token}`}>
        <div class="field">
          <label class="field-label" for="known-email">
            {texts.email}
          </label>
          <input
            class="input"
            id="known-email"
            type="email"
            value={link.person.email}
            autocomplete="username"
            readonly
          />
        </div>
        {isKnown && !isReset ? (
          <TextField
            ui={ui}
            name="password"
            label={texts.password}
            type="password"
            autocomplete="current-password"
            isRequired
            hasFocus
          />
        ) : (
          <NewPasswordFields ui={ui} fields={fields} />
        )}
        <SubmitRow ui={ui} label={isReset ? texts.reset.submit : texts.join.submit} />
      </form>
    </Card>
  );
}
