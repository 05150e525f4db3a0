/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { Layout } from '../parts/layout.tsx';
import { type LineageProps, LineageWay } from '../parts/lineage-way.tsx';
import { PageHead } from '../parts/page-head.tsx';

/** The way back of a value on a page of its own, for browsers without scripts and for links. */
export function LineagePage(props: LineageProps) {
  const { ui, view } = props;
  const { document } = view;
  const { title } = ui.texts.lineage;
  return (
    <Layout ui={ui} title={title} current="board">
      <PageHead
        title={title}
        crumb={{ href: `/invoices/${document.id}`, label: document.number ?? ui.texts.invoice.draft }}
      />
      <section class="block origin-page">
        <LineageWay {...props} />
      </section>
    </Layout>
  );
}
