/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { PropsWithChildren } from 'hono/jsx';

/** The dialog that shows the way back of a value beside the page. */
export const LINEAGE_PANEL = 'lineage';

/** Address of the way back of a value; `via` is the value that it was asked from. */
function lineagePath(invoiceId: string, pointer: string, via?: string): string {
  const query = new URLSearchParams({ path: pointer, ...(via === undefined ? {} : { via }) });
  return `/invoices/${invoiceId}/lineage?${query}`;
}

type OriginLinkProps = PropsWithChildren<{ invoiceId: string; pointer: string; via?: string; look?: string }>;

/** A printed value as a link to where it comes from: a page, or with a script the panel beside this one. */
export function OriginLink({ invoiceId, pointer, via, look = 'value', children }: OriginLinkProps) {
  const path = lineagePath(invoiceId, pointer, via);
  return (
    <a class={look} href={path} hx-get={path} hx-target={`#${LINEAGE_PANEL}`} hx-swap="innerHTML">
      {children}
    </a>
  );
}
