/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { PropsWithChildren } from 'hono/jsx';
import type { ConnectionHealth } from '../../flow/connections/list-connection-health.ts';
import { ageText } from '../format/age-text.ts';
import { quantityText } from '../format/quantity-text.ts';
import { nameOf } from '../texts/name-of.ts';
import type { Ui } from '../ui.ts';
import { ConnectionActions } from './connection-actions.tsx';
import { Instant } from './instant.tsx';

type CardProps = {
  ui: Ui;
  connection: ConnectionHealth;
  entityName: string | undefined;
  mayManage: boolean;
};

/** A connection with its health in a word, the facts behind it, and what can be done. */
export function ConnectionCard({ ui, connection, entityName, mayManage }: CardProps) {
  const texts = ui.texts.connections;
  const health = healthOf(connection, ui.now);
  const at = (instant: Date | null) =>
    instant === null ? texts.none : <Instant ui={ui} at={instant} zone="UTC" />;
  const { facts } = texts;
  return (
    <section class="block connection" aria-labelledby={`title-${connection.id}`}>
      <div class="connection-head">
        <span class="system-mark" aria-hidden="true">
          {connection.system.slice(0, 2).toUpperCase()}
        </span>
        <div>
          <h2 id={`title-${connection.id}`}>{connection.name}</h2>
          <p class="meta">
            <span>{nameOf(texts.systems, connection.system)}</span>
            <span>{texts.roles[connection.role]}</span>
          </p>
        </div>
        <span class={`chip tone-${TONES[health]}`}>{texts.health[health]}</span>
      </div>
      <dl class="pairs">
        <Pair term={facts.received}>{at(connection.lastReceivedAt)}</Pair>
        {connection.role === 'push' ? null : <Pair term={facts.written}>{at(connection.lastWrittenAt)}</Pair>}
        <Pair term={facts.failed}>{at(connection.lastFailedAt)}</Pair>
        {connection.behindSince === null ? null : (
          <Pair term={facts.behind}>
            {texts.since(ageText(connection.behindSince, ui.now, ui.texts.age))}
          </Pair>
        )}
        <Pair term={facts.failures}>
          {connection.openFailures === 0 ? (
            texts.none
          ) : (
            <>
              {connection.openFailures} <a href="/exceptions">{texts.seeFailures}</a>
            </>
          )}
        </Pair>
        {connection.role === 'push' ? null : (
          <Pair term={facts.waiting}>
            {texts.waiting(
              quantityText(String(connection.waitingHints)),
              quantityText(String(connection.waitingHintsMax)),
            )}
          </Pair>
        )}
        {connection.refusedWebhooks === 0 ? null : (
          <Pair term={facts.refused}>{connection.refusedWebhooks}</Pair>
        )}
        {connection.turnedAwayWebhooks === 0 ? null : (
          <Pair term={facts.turnedAway}>{connection.turnedAwayWebhooks}</Pair>
        )}
        <Pair term={facts.entity}>{entityName ?? texts.allEntities}</Pair>
      </dl>
      {mayManage ? <ConnectionActions ui={ui} connection={connection} /> : null}
    </section>
  );
}

function Pair({ term, children }: PropsWithChildren<{ term: string }>) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const TONES = { good: 'green', warn: 'amber', bad: 'red', paused: 'grey', fresh: 'blue' } as const;

/** A write that waits longer than this is behind: retries begin within seconds. */
const BEHIND_MS = 10 * 60_000;

function healthOf(connection: ConnectionHealth, now: Date): keyof typeof TONES {
  if (connection.isPaused) return 'paused';
  if (connection.openFailures > 0) return 'bad';
  if (connection.waitingHints >= connection.waitingHintsMax) return 'warn';
  const { behindSince, lastReceivedAt, lastWrittenAt, lastFailedAt } = connection;
  if (behindSince !== null && now.getTime() - behindSince.getTime() > BEHIND_MS) return 'warn';
  return lastReceivedAt === null && lastWrittenAt === null && lastFailedAt === null ? 'fresh' : 'good';
}
