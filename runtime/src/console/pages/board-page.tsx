/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { assert } from '../../core/assert.ts';
import { BOARD_COLUMNS, type BoardColumn as ColumnName } from '../../core/settlement/board-column.ts';
import type { BoardColumnView } from '../../flow/read/get-board.ts';
import type { BoardChoices } from '../../flow/read/list-board-choices.ts';
import { quantityText } from '../format/quantity-text.ts';
import { Banner } from '../parts/banner.tsx';
import type { Zones } from '../parts/board-card.tsx';
import { BoardCards } from '../parts/board-cards.tsx';
import { BoardColumn, type StandingColumn } from '../parts/board-column.tsx';
import { BoardFilter } from '../parts/board-filter.tsx';
import { Empty } from '../parts/empty.tsx';
import { Layout } from '../parts/layout.tsx';
import { REFRESH_SECONDS } from '../parts/live-part.tsx';
import { type FilterName, filterQuery } from '../routes/read-board-filters.ts';
import type { Ui } from '../ui.ts';

type BoardProps = {
  ui: Ui;
  board: readonly BoardColumnView[];
  choices: BoardChoices;
  asked: Partial<Record<FilterName, string>>;
  zones: Zones;
};

const isStanding = (column: ColumnName): column is StandingColumn => column !== 'apart';

/** The board: five columns, and what is apart below them. The script asks for `#board` again while it is looked at. */
export function BoardPage({ ui, board, choices, asked, zones }: BoardProps) {
  const { texts } = ui;
  const count = board.reduce((sum, view) => sum + view.count, 0);
  const query = filterQuery(asked);
  const here = query === '' ? '/' : `/?${query}`;
  const isEmpty = count === 0 && query === '';
  return (
    <Layout ui={ui} title={texts.board.title} current="board" isWide>
      <header class="page-head">
        <h1>{texts.board.title}</h1>
      </header>
      {isEmpty ? null : <BoardFilter ui={ui} choices={choices} asked={asked} />}
      <div
        id="board"
        data-refresh={String(REFRESH_SECONDS.board)}
        hx-get={here}
        hx-trigger="seikyu:refresh"
        hx-select="#board"
        hx-swap="outerHTML"
      >
        <Stopped ui={ui} />
        {isEmpty ? (
          <Empty title={texts.board.emptyBoardTitle} text={texts.board.emptyBoard}>
            <a class="button" href="/connections">
              {texts.board.emptyBoardLink}
            </a>
          </Empty>
        ) : (
          <>
            <Columns ui={ui} board={board} zones={zones} query={query} />
            <p class="as-of">
              <span>{texts.board.lead(quantityText(String(count)))}</span>{' '}
              <time datetime={ui.now.toISOString()}>
                {texts.board.asOf(ui.now.toISOString().slice(11, 19))}
              </time>
            </p>
          </>
        )}
      </div>
    </Layout>
  );
}

function Stopped({ ui }: { ui: Ui }) {
  const count = ui.viewer?.work?.deadLetters ?? '0';
  if (count === '0') return null;
  return (
    <Banner kind="warning">
      <p>
        {ui.texts.board.banner(count)} <a href="/exceptions">{ui.texts.board.bannerLink}</a>
      </p>
    </Banner>
  );
}

type ColumnsProps = Pick<BoardProps, 'ui' | 'board' | 'zones'> & { query: string };

function Columns({ ui, board, zones, query }: ColumnsProps) {
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
            {texts.columns[column]} <span class="count">{quantityText(String(viewOf(column).count))}</span>
          </a>
        ))}
      </nav>
      <div class="columns">
        {standing.map((column) => (
          <BoardColumn ui={ui} column={column} view={viewOf(column)} zones={zones} query={query} />
        ))}
      </div>
      {apart.count === 0 ? null : (
        <details class="apart">
          <summary>
            {texts.columns.apart} <span class="count">{quantityText(String(apart.count))}</span>
          </summary>
          <p class="muted">{texts.board.apartLead}</p>
          <ul class="cards cards-row">
            <BoardCards
              ui={ui}
              column="apart"
              invoices={apart.invoices}
              next={apart.next}
              query={query}
              zones={zones}
            />
          </ul>
        </details>
      )}
    </>
  );
}
