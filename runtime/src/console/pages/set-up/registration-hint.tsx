/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { registrationHint } from '../../read/registration-hint.ts';
import type { Ui } from '../../ui.ts';

/** A part of a page: what is to be said about a registration number while it is typed. */
export function RegistrationHint({ ui, text }: { ui: Ui; text: string }) {
  const hint = registrationHint(text, ui.texts);
  if (hint === undefined) return <p />;
  return (
    <p class={hint.isFine ? 'field-help' : 'field-error'}>
      {hint.isFine ? `✓ ${hint.message}` : hint.message}
    </p>
  );
}
