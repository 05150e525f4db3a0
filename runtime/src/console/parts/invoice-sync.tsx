/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { JsonValue } from '../../core/json.ts';
import type { SyncState } from '../../flow/read/load-sync-states.ts';
import { inReadingOrder } from '../read/in-reading-order.ts';
import type { Ui } from '../ui.ts';
import { ErrorNote } from './error-note.tsx';
import { Instant } from './instant.tsx';

/** Each connected system: where the invoice stands in it, what was read back and when, or why it failed. */
export function InvoiceSync({ ui, sync, zone }: { ui: Ui; sync: readonly SyncState[]; zone: string }) {
  const { texts } = ui;
  return (
    <section class="block" aria-labelledby="title-sync">
      <h2 id="title-sync">{texts.invoice.sync}</h2>
      {sync.length === 0 ? <NoSystem ui={ui} /> : null}
      <ul class="plain">
        {inReadingOrder(sync).map((state) => (
          <li class="system">
            <div class="system-head">
              <h3>
                {state.connectionName} <span class="muted">{texts.syncRoles[state.role]}</span>
              </h3>
              <span class={`dot dot-${state.state} dot-badge`}>{texts.syncStates[state.state]}</span>
            </div>
            <p class="muted">{texts.syncMeanings[state.state]}</p>
            {state.error === null ? null : (
              <ErrorNote ui={ui} code={state.error.code} detail={state.error.detail} />
            )}
            {state.lastSyncedAt === null ? null : (
              <p class="meta">
                <Instant ui={ui} at={state.lastSyncedAt} zone={zone} sentence={texts.invoice.syncAt} />
              </p>
            )}
            {state.externalId === null ? null : (
              <p class="meta mono">{texts.invoice.syncId(state.externalId)}</p>
            )}
            <ReadBack ui={ui} state={state} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function NoSystem({ ui }: { ui: Ui }) {
  const { syncNone, syncConnect } = ui.texts.invoice;
  return (
    <p class="muted">
      {syncNone} <a href="/connections">{syncConnect}</a>
    </p>
  );
}

function ReadBack({ ui, state }: { ui: Ui; state: SyncState }) {
  if (state.readBack === null) return null;
  const fields = Object.entries(state.readBack);
  return (
    <details>
      <summary>{ui.texts.invoice.readBack(String(fields.length))}</summary>
      <dl class="fields">
        {fields.map(([field, value]) => (
          <div>
            <dt class="mono">{field}</dt>
            <dd>{valueText(ui, value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function valueText(ui: Ui, value: JsonValue): string {
  if (value === null || value === '') return ui.texts.invoice.empty;
  if (Array.isArray(value)) return ui.texts.invoice.values(String(value.length));
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
