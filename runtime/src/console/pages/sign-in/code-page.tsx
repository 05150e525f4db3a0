/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import type { Ui } from '../../ui.ts';
import { Card } from './card.tsx';

type CodeProps = { ui: Ui; kind: 'app' | 'backup'; error?: AppError | undefined };

/** Asks for the second factor: the code of the app, or a backup code. */
export function CodePage({ ui, kind, error }: CodeProps) {
  const texts = ui.texts.signIn.code;
  const isApp = kind === 'app';
  return (
    <Card ui={ui} title={texts.title} lead={isApp ? texts.lead : texts.backupLead} error={error}>
      <form class="form" method="post" action="/sign-in/code">
        <input type="hidden" name="kind" value={kind} />
        <TextField
          ui={ui}
          name="code"
          label={isApp ? texts.label : texts.backupLabel}
          inputmode={isApp ? 'numeric' : 'text'}
          autocomplete={isApp ? 'one-time-code' : 'off'}
          maxlength={20}
          isMono
          isRequired
          hasFocus
        />
        <SubmitRow ui={ui} label={texts.submit} />
      </form>
      <p class="meta">
        <a href={isApp ? '/sign-in/code?with=backup' : '/sign-in/code'}>
          {isApp ? texts.useBackup : texts.useApp}
        </a>
      </p>
      <p class="meta">
        <a href="/sign-in">{texts.again}</a>
      </p>
    </Card>
  );
}
