/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { BoardCards, type BoardCardsProps } from '../parts/board-cards.tsx';
import { Layout } from '../parts/layout.tsx';
import { PageHead } from '../parts/page-head.tsx';

/** Further invoices of one column on a page of their own, for browsers without scripts. */
export function ColumnPage(props: BoardCardsProps) {
  const { ui, column, query } = props;
  const title = ui.texts.columns[column];
  return (
    <Layout ui={ui} title={title} current="board">
      <PageHead
        title={title}
        crumb={{ href: query === '' ? '/' : `/?${query}`, label: ui.texts.board.title }}
      />
      <ul class="cards cards-row">
        <BoardCards {...props} />
      </ul>
    </Layout>
  );
}
