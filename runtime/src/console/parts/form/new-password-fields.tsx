/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Ui } from '../../ui.ts';
import { TextField } from './text-field.tsx';

type NewPasswordProps = { ui: Ui; fields: Readonly<Record<string, string>>; label?: string; repeat?: string };

/** A new password, twice: nobody sees what they type. */
export function NewPasswordFields({ ui, fields, label, repeat }: NewPasswordProps) {
  const texts = ui.texts.signIn.join;
  return (
    <>
      <TextField
        ui={ui}
        name="newPassword"
        label={label ?? texts.newPassword}
        help={texts.passwordHelp}
        error={fields['newPassword']}
        type="password"
        autocomplete="new-password"
        minlength={12}
        maxlength={128}
        isRequired
      />
      <TextField
        ui={ui}
        name="repeat"
        label={repeat ?? texts.repeat}
        error={fields['repeat']}
        type="password"
        autocomplete="new-password"
        maxlength={128}
        isRequired
      />
    </>
  );
}
