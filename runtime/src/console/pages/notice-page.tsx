/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { Layout } from '../parts/layout.tsx';
import type { Ui } from '../ui.ts';

type NoticeProps = { ui: Ui; title: string; children: Child; hasHomeLink: boolean };

/** A page that says one thing: why somebody is not where they wanted to be, and how to get there. */
export function NoticePage({ ui, title, children, hasHomeLink }: NoticeProps) {
  return (
    <Layout ui={ui} title={title}>
      <section class="notice">
        <h1>{title}</h1>
        {children}
        {hasHomeLink ? (
          <p>
            <a class="button" href="/">
              {ui.texts.notice.home}
            </a>
          </p>
        ) : null}
      </section>
    </Layout>
  );
}
