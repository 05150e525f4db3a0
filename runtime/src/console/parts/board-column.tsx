/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { BoardColumn as ColumnName } from '../../core/settlement/board-column.ts';
import type { BoardColumnView } from '../../flow/read/get-board.ts';
import { moneyText } from '../format/money-text.ts';
import { quantityText } from '../format/quantity-text.ts';
import type { Ui } from '../ui.ts';
import type { Zones } from './board-card.tsx';
import { BoardCards } from './board-cards.tsx';

/** A column that stands on the board; what is apart has a strip below it. */
export type StandingColumn = Exclude<ColumnName, 'apart'>;

type ColumnProps = {
  ui: Ui;
  column: StandingColumn;
  view: BoardColumnView;
  zones: Zones;
  query: string;
};

/** A column with its count, the sum per currency, its cards, or what fills it while it is empty. */
export function BoardColumn({ ui, column, view, zones, query }: ColumnProps) {
  const { texts } = ui;
  return (
    <section class={`column column-${column}`} id={`column-${column}`} aria-labelledby={`title-${column}`}>
      <header class="column-head">
        <h2 id={`title-${column}`}>
          {texts.columns[column]}
          <span class="count">
            <span aria-hidden="true">{quantityText(String(view.count))}</span>
            <span class="unseen">{texts.board.countLabel(String(view.count))}</span>
          </span>
        </h2>
        <Sums ui={ui} sums={view.sums} />
        {view.waitingCount === 0 ? null : (
          <p class="waiting">
            <a href="/approvals">{texts.board.waiting(quantityText(String(view.waitingCount)))}</a>
          </p>
        )}
      </header>
      {view.count === 0 ? (
        <p class="column-empty">
          {query === '' ? texts.board.emptyColumns[column] : texts.board.emptyFiltered}
        </p>
      ) : (
        <ul class="cards">
          <BoardCards
            ui={ui}
            column={column}
            invoices={view.invoices}
            next={view.next}
            query={query}
            zones={zones}
          />
        </ul>
      )}
    </section>
  );
}

/** The sum per currency, each on a line of its own: currencies are never added up. */
function Sums({ ui, sums }: { ui: Ui; sums: BoardColumnView['sums'] }) {
  if (sums.length === 0) return <p class="sums sums-none">{ui.texts.board.sumNothing}</p>;
  return (
    <ul class="sums">
      {sums.map(({ currency, amount }) => (
        <li>{moneyText(amount, currency, ui.locale)}</li>
      ))}
    </ul>
  );
}
