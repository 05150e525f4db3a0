/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AuditView } from '../../../flow/read/list-audit.ts';
import { actorText } from '../../texts/actor-text.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';
import { AuditChanges } from '../audit-changes.tsx';
import { Instant } from '../instant.tsx';

/** Where objects have pages. */
const PAGES: Readonly<Record<string, string>> = {
  invoice: '/invoices/',
  contract: '/contracts/',
  person: '/people/',
  webhook_endpoint: '/webhooks/',
};

/** One entry of the trail: who did what to which object, from what to what, why, and its place in the chain. */
export function AuditEntry({ ui, entry, zone }: { ui: Ui; entry: AuditView; zone: string }) {
  const { audit, history } = ui.texts;
  const page = PAGES[entry.objectKind];
  const object = `${entry.objectKind}/${entry.objectId}`;
  return (
    <li id={entry.id} data-item="" tabindex={-1}>
      <Instant ui={ui} at={entry.occurredAt} zone={zone} />
      <div>
        <p>
          {`${actorText(ui, entry.actor)}: ${nameOf(history.actions, entry.action)} `}
          <a
            class="mono"
            href={
              page === undefined ? `/audit?${new URLSearchParams({ object })}` : `${page}${entry.objectId}`
            }
          >
            {object}
          </a>
        </p>
        {entry.reason === null ? null : <p class="under">{ui.texts.invoice.reason(entry.reason)}</p>}
        {entry.blankedBy === null ? null : <p class="under">{audit.blanked}</p>}
        <AuditChanges ui={ui} entry={entry} />
        <p class="meta">
          {entry.seal === null ? audit.waiting : audit.sealed(String(entry.seal.sequence))}
          {' · '}
          <span class="mono">{entry.action}</span>
          {' · '}
          <a href={`/audit?${new URLSearchParams({ request: entry.requestId })}`}>{audit.request}</a>
        </p>
      </div>
    </li>
  );
}
