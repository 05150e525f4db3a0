/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { SyncState } from '../../flow/read/load-sync-states.ts';
import { inReadingOrder } from '../read/in-reading-order.ts';
import type { Ui } from '../ui.ts';

/** One dot per connected system, with its name; the shape differs as well as the colour, and the state is in text. */
export function SyncDots({ ui, sync }: { ui: Ui; sync: readonly SyncState[] }) {
  if (sync.length === 0) return null;
  return (
    <span class="dots">
      {inReadingOrder(sync).map((state) => {
        const meaning = ui.texts.syncStates[state.state];
        return (
          <span class={`dot dot-${state.state}`} title={`${state.connectionName}: ${meaning}`}>
            {ui.texts.syncRoles[state.role]}
            <span class="unseen">{`: ${meaning}`}</span>
          </span>
        );
      })}
    </span>
  );
}
