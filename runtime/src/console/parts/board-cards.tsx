/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { BoardColumn } from '../../core/settlement/board-column.ts';
import type { InvoiceSummary } from '../../flow/read/list-invoices.ts';
import type { Ui } from '../ui.ts';
import { BoardCard, type Zones } from './board-card.tsx';

/** Some cards of a column, and where there are more; `query` holds the filters that the next ones keep. */
export type BoardCardsProps = {
  ui: Ui;
  column: BoardColumn;
  invoices: readonly InvoiceSummary[];
  next: string | null;
  query: string;
  zones: Zones;
};

/** The cards as list items; the last one loads more in its own place, or on a page of its own without scripts. */
export function BoardCards({ ui, column, invoices, next, query, zones }: BoardCardsProps) {
  const href = `/board/${column}?${query === '' ? '' : `${query}&`}after=${next ?? ''}`;
  return (
    <>
      {invoices.map((invoice) => (
        <BoardCard ui={ui} invoice={invoice} zones={zones} />
      ))}
      {next === null ? null : (
        <li class="more">
          <a
            class="button button-small"
            href={href}
            hx-get={href}
            hx-target="closest .more"
            hx-swap="outerHTML"
            data-grows=""
          >
            {ui.texts.board.more}
            <span class="unseen">{`: ${ui.texts.columns[column]}`}</span>
          </a>
        </li>
      )}
    </>
  );
}
