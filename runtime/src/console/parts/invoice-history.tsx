/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AuditView } from '../../flow/read/list-audit.ts';
import { actorText } from '../texts/actor-text.ts';
import { nameOf } from '../texts/name-of.ts';
import type { Ui } from '../ui.ts';
import { AuditChanges } from './audit-changes.tsx';
import { Instant } from './instant.tsx';

type HistoryProps = { ui: Ui; entries: readonly AuditView[]; zone: string };

/** The audit trail of the invoice as sentences, newest first, each with what it changed from what to what. */
export function InvoiceHistory({ ui, entries, zone }: HistoryProps) {
  const texts = ui.texts.history;
  return (
    <section class="block" aria-labelledby="title-history">
      <h2 id="title-history">{texts.title}</h2>
      <ol class="history">
        {entries.map((entry) => (
          <li>
            <Instant ui={ui} at={entry.occurredAt} zone={zone} />
            <div>
              <p>{texts.sentence(actorText(ui, entry.actor), nameOf(texts.actions, entry.action))}</p>
              {entry.reason === null ? null : <p class="under">{ui.texts.invoice.reason(entry.reason)}</p>}
              {entry.blankedBy === null ? null : <p class="under">{ui.texts.audit.blanked}</p>}
              <AuditChanges ui={ui} entry={entry} />
            </div>
          </li>
        ))}
      </ol>
      <p class="meta">{ui.texts.layout.timesIn(zone)}</p>
    </section>
  );
}
