/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';

/** Shown while a deal is mapped and drafted; the answer's header loads it again by itself. */
export function WaitPage({ ui }: { ui: Ui }) {
  const { title, invoice: texts } = ui.texts.setUp;
  return (
    <Layout ui={ui} title={texts.waitTitle} current="setUp">
      <div class="narrow">
        <PageHead title={texts.waitTitle} lead={texts.wait} crumb={{ href: '/set-up', label: title }} />
        <progress class="todo-bar" aria-label={texts.waitTitle} />
        <p class="meta">
          {texts.waitLong} <a href="/exceptions">{ui.texts.layout.pages.exceptions}</a>
        </p>
      </div>
    </Layout>
  );
}
