/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { PropsWithChildren } from 'hono/jsx';

/** How often a page that is looked at asks what has changed, in seconds. */
export const REFRESH_SECONDS = { board: 10, invoice: 4, run: 2 } as const;

type LivePartProps = PropsWithChildren<{ id: string }>;

/** A part of a page that is replaced when the hub has another one, and left alone while somebody works in it. */
export function LivePart({ id, children }: LivePartProps) {
  return (
    <div class="live" id={id} data-live="">
      {children}
    </div>
  );
}

type LivePulseProps = { href: string; seconds: number; parts: readonly string[] };

/** Asks for a page again and puts in the named parts of it; without scripts the page stays as it was loaded. */
export function LivePulse({ href, seconds, parts }: LivePulseProps) {
  return (
    <div
      hidden
      data-refresh={String(seconds)}
      hx-get={href}
      hx-trigger="seikyu:refresh"
      hx-swap="none"
      hx-select-oob={parts.map((part) => `#${part}`).join(',')}
    ></div>
  );
}
