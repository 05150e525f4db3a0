/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AuditView } from '../../flow/read/list-audit.ts';
import { auditChanges } from '../read/audit-changes.ts';
import { nameOf } from '../texts/name-of.ts';
import type { Ui } from '../ui.ts';
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
              <p>{texts.sentence(actorText(ui, entry), nameOf(texts.actions, entry.action))}</p>
              {entry.reason === null ? null : <p class="under">{ui.texts.invoice.reason(entry.reason)}</p>}
              <Changes ui={ui} entry={entry} />
            </div>
          </li>
        ))}
      </ol>
      <p class="meta">{ui.texts.layout.timesIn(zone)}</p>
    </section>
  );
}

function Changes({ ui, entry }: { ui: Ui; entry: AuditView }) {
  const { fields, noValue } = ui.texts.history;
  const changes = auditChanges(entry);
  if (changes.length === 0) return null;
  return (
    <dl class="changes">
      {changes.map(({ field, before, after }) => (
        <div>
          <dt>{nameOf(fields, field)}</dt>
          <dd>
            {before === undefined ? null : (
              <>
                <del>{valueText(ui, field, before)}</del>
                {' → '}
              </>
            )}
            <ins>{after === undefined ? noValue : valueText(ui, field, after)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function actorText(ui: Ui, { actor }: AuditView): string {
  if (actor.kind === 'system') return ui.texts.history.hub;
  return actor.kind === 'person' ? actor.name : `${actor.name} (${ui.texts.actorKinds[actor.kind]})`;
}

/** A status has a name in the language of the page; every other value stands as it was stored. */
const valueText = (ui: Ui, field: string, value: string): string =>
  field === 'status' ? nameOf(ui.texts.statuses, value) : value;
