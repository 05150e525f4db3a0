/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { renderSVG } from 'uqr';
import type { AppError } from '../../../core/app-error.ts';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import type { Ui } from '../../ui.ts';
import { Card } from './card.tsx';

type EnrolProps = { ui: Ui; uri: string; isOwnWish: boolean; error?: AppError | undefined };

const KEY_GROUP = /.{1,4}/g;

/** Shows a new second factor to scan or type, and asks for its first code. */
export function EnrolPage({ ui, uri, isOwnWish, error }: EnrolProps) {
  const texts = ui.texts.signIn.enrol;
  const key = new URL(uri).searchParams.get('secret') ?? '';
  const picture = `data:image/svg+xml;base64,${Buffer.from(renderSVG(uri, { border: 2 })).toString('base64')}`;
  return (
    <Card ui={ui} title={texts.title} lead={isOwnWish ? texts.leadOwn : texts.lead} error={error}>
      <div class="enrol">
        <div>
          <h2>{`1. ${texts.scan}`}</h2>
          <p class="meta">{texts.scanHelp}</p>
        </div>
        <img class="qr" src={picture} alt={texts.picture} width="208" height="208" />
        <div class="copy">
          <label class="field-label" for="key">
            {texts.key}
          </label>
          <div class="copy-row">
            <textarea class="input mono" id="key" rows={2} readonly data-select="" autocomplete="off">
              {(key.match(KEY_GROUP) ?? []).join(' ')}
            </textarea>
            <button
              class="button needs-script"
              type="button"
              data-copy="key"
              data-copied={ui.texts.form.copied}
            >
              {ui.texts.form.copy}
            </button>
          </div>
        </div>
        <form class="form" method="post" action="/sign-in/second-factor">
          <h2>{`2. ${texts.codeTitle}`}</h2>
          <TextField
            ui={ui}
            name="code"
            label={texts.label}
            inputmode="numeric"
            autocomplete="one-time-code"
            maxlength={20}
            isMono
            isRequired
          />
          <SubmitRow ui={ui} label={texts.submit} />
        </form>
      </div>
    </Card>
  );
}
