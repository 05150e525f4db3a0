/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import type { Ui } from '../../ui.ts';
import { Card } from './card.tsx';

type SignInProps = {
  ui: Ui;
  next: string;
  email?: string | undefined;
  error?: AppError | undefined;
  /** True when another page was asked for without a session. */
  isAsked?: boolean;
  hasDemo: boolean;
};

/** Asks for e-mail address and password. */
export function SignInPage({ ui, next, email = '', error, isAsked = false, hasDemo }: SignInProps) {
  const texts = ui.texts.signIn;
  return (
    <Card ui={ui} title={texts.title} lead={isAsked ? texts.notSignedIn : texts.lead} error={error}>
      <form class="form" method="post" action="/sign-in">
        <input type="hidden" name="next" value={next} />
        <TextField
          ui={ui}
          name="email"
          label={texts.email}
          type="email"
          value={email}
          autocomplete="username"
          isRequired
          hasFocus={email === ''}
        />
        <TextField
          ui={ui}
          name="password"
          label={texts.password}
          type="password"
          autocomplete="current-password"
          isRequired
          hasFocus={email !== ''}
        />
        <SubmitRow ui={ui} label={texts.submit} />
      </form>
      <p class="meta">{texts.forgot}</p>
      {hasDemo ? <p class="meta">{texts.demo}</p> : null}
    </Card>
  );
}
