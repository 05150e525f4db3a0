/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { OwnSession } from '../../../flow/people/load-own-account.ts';
import { ConfirmButton } from '../../parts/form/confirm-button.tsx';
import { Instant } from '../../parts/instant.tsx';
import type { Ui } from '../../ui.ts';
import { browserName } from './browser-name.ts';

type SessionsProps = { ui: Ui; sessions: readonly OwnSession[]; currentSessionId: string | undefined };

/** The browsers that hold a session of one's own, and the way out of all of them. */
export function OwnSessions({ ui, sessions, currentSessionId }: SessionsProps) {
  const texts = ui.texts.account;
  return (
    <section class="block" aria-labelledby="title-sessions">
      <div class="block-head">
        <h2 id="title-sessions">{texts.sessionsTitle}</h2>
        <ConfirmButton
          ui={ui}
          id="end-all"
          label={texts.endAll}
          title={texts.endAllTitle}
          text={texts.endAllText}
          confirm={texts.endAll}
          action="/account/sign-out-everywhere"
          tone="danger"
        />
      </div>
      <p class="meta">{texts.sessionsLead}</p>
      <ul class="plain stack">
        {sessions.map((session) => (
          <li>
            <span class="strong">{browserName(session.userAgent) ?? texts.unknownBrowser}</span>
            {session.id === currentSessionId ? (
              <span class="chip tone-green">{texts.thisSession}</span>
            ) : null}
            <span class="under">
              <Instant
                ui={ui}
                at={session.createdAt}
                zone="UTC"
                sentence={(time) => texts.since(`${time} UTC`)}
              />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
