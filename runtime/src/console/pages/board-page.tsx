/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { assert } from '../../core/assert.ts';
import { BOARD_COLUMNS, type BoardColumn as ColumnName } from '../../core/settlement/board-column.ts';
import type { BoardColumnView } from '../../flow/read/get-board.ts';
import { Banner } from '../parts/banner.tsx';
import { BoardCard, type Zones } from '../parts/board-card.tsx';
import { BoardColumn, type StandingColumn } from '../parts/board-column.tsx';
import { Layout } from '../parts/layout.tsx';
import type { Ui } from '../ui.ts';

type BoardProps = {
  ui: Ui;
  board: readonly BoardColumnView[];
  zones: Zones;
  /** Such as `3`, or `100+` where more were not counted; null when nothing has stopped. */
  deadLetterCount: string | null;
};

const isStanding = (column: ColumnName): column is StandingColumn => column !== 'apart';

/** The board: five columns, and what is apart below them. The script swaps `#board` for a newer one. */
export function BoardPage({ ui, board, zones, deadLetterCount }: BoardProps) {
  const { texts } = ui;
  const count = board.reduce((sum, view) => sum + view.count, 0);
  return (
    <Layout ui={ui} title={texts.board.title} current="board">
      <div id="board" data-refresh="board">
        {deadLetterCount === null ? null : (
          <Banner kind="warning">
            <p>
              {texts.board.banner(deadLetterCount)} <a href="/dead-letters">{texts.board.bannerLink}</a>
            </p>
          </Banner>
        )}
        <div class="board-head">
          <h1>{texts.board.title}</h1>
          <p class="muted">{texts.board.lead(String(count))}</p>
        </div>
        {count === 0 ? <EmptyBoard ui={ui} /> : <Columns ui={ui} board={board} zones={zones} />}
      </div>
      <p class="as-of">
        <time id="as-of" datetime={ui.now.toISOString()}>
          {texts.board.asOf(ui.now.toISOString().slice(11, 19))}
        </time>
      </p>
    </Layout>
  );
}

function Columns({ ui, board, zones }: Pick<BoardProps, 'ui' | 'board' | 'zones'>) {
  const { texts } = ui;
  const standing = BOARD_COLUMNS.filter(isStanding);
  const viewOf = (column: ColumnName): BoardColumnView => {
    const view = board.find((candidate) => candidate.column === column);
    assert(view !== undefined, 'the board has every column');
    return view;
  };
  const apart = viewOf('apart');
  return (
    <>
      <nav class="jump" aria-label={texts.board.jump}>
        {standing.map((column) => (
          <a href={`#column-${column}`}>
            {texts.columns[column]} <span class="count">{viewOf(column).count}</span>
          </a>
        ))}
      </nav>
      <div class="columns">
        {standing.map((column) => (
          <BoardColumn ui={ui} column={column} view={viewOf(column)} zones={zones} />
        ))}
      </div>
      {apart.count === 0 ? null : (
        <section class="apart" aria-labelledby="title-apart">
          <h2 id="title-apart">
            {texts.columns.apart} <span class="count">{apart.count}</span>
          </h2>
          <p class="muted">{texts.board.apartLead}</p>
          <ul class="cards cards-row">
            {apart.invoices.map((invoice) => (
              <BoardCard ui={ui} invoice={invoice} zones={zones} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function EmptyBoard({ ui }: { ui: Ui }) {
  return (
    <section class="empty">
      <h2>{ui.texts.board.emptyBoardTitle}</h2>
      <p>{ui.texts.board.emptyBoard}</p>
      <p>
        <a class="button" href="/docs">
          {ui.texts.board.emptyBoardLink}
        </a>
      </p>
    </section>
  );
}
