/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Child, PropsWithChildren } from 'hono/jsx';

type PageHeadProps = PropsWithChildren<{
  title: string;
  lead?: string | undefined;
  /** Where the page belongs to. */
  crumb?: { href: string; label: string };
}>;

/** The head of a page: its title, what it is for, and what can be done there (the children). */
export function PageHead({ title, lead, crumb, children }: PageHeadProps) {
  return (
    <header class="page-head">
      <div class="page-head-text">
        {crumb === undefined ? null : (
          <p class="crumb">
            <a class="crumb-link" href={crumb.href}>{`← ${crumb.label}`}</a>
          </p>
        )}
        <h1>{title}</h1>
        {lead === undefined ? null : <p class="page-lead">{lead}</p>}
      </div>
      {hasContent(children) ? <div class="page-actions">{children}</div> : null}
    </header>
  );
}

const hasContent = (children: Child | undefined): boolean =>
  Array.isArray(children)
    ? children.some(hasContent)
    : children !== undefined && children !== null && children !== false;
