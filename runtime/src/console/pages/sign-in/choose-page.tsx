/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Membership } from '../../../flow/auth/list-memberships.ts';
import type { Ui } from '../../ui.ts';
import { Card } from './card.tsx';

/** Asks which organization somebody who belongs to several wants to enter. */
export function ChoosePage({ ui, memberships }: { ui: Ui; memberships: readonly Membership[] }) {
  const texts = ui.texts.signIn.choose;
  return (
    <Card ui={ui} title={texts.title} lead={texts.lead}>
      <form class="form" method="post" action="/sign-in/organization">
        {memberships.map(({ organizationId, organizationName }) => (
          <button class="button" type="submit" name="organizationId" value={organizationId}>
            {organizationName}
          </button>
        ))}
      </form>
    </Card>
  );
}
