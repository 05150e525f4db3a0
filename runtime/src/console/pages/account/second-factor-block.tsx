/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { ConfirmButton } from '../../parts/form/confirm-button.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import type { Ui } from '../../ui.ts';

/** Whether the second factor is on; sets it up, or makes new backup codes, once the password was typed. */
export function SecondFactorBlock({ ui, isOn }: { ui: Ui; isOn: boolean }) {
  const texts = ui.texts.account;
  return (
    <section class="block" aria-labelledby="title-factor">
      <div class="block-head">
        <h2 id="title-factor">{texts.factorTitle}</h2>
        <ConfirmButton
          ui={ui}
          id="factor"
          label={isOn ? texts.codesSubmit : texts.factorBegin}
          title={isOn ? texts.codesTitle : texts.factorTitle}
          text={isOn ? texts.codesText : texts.factorOff}
          confirm={isOn ? texts.codesSubmit : texts.factorBegin}
          action={isOn ? '/account/backup-codes' : '/account/second-factor'}
          tone={isOn ? 'plain' : 'main'}
        >
          <TextField
            ui={ui}
            name="factorPassword"
            label={texts.confirmWith}
            type="password"
            autocomplete="current-password"
            isRequired
          />
        </ConfirmButton>
      </div>
      <p>{isOn ? texts.factorOn : texts.factorOff}</p>
    </section>
  );
}
