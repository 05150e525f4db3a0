/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { PropsWithChildren } from 'hono/jsx';

/** A message across the page. A refusal interrupts a screen reader, anything else waits its turn. */
export function Banner({ kind, children }: PropsWithChildren<{ kind: 'done' | 'warning' | 'refusal' }>) {
  return (
    <div class={`banner banner-${kind}`} role={kind === 'refusal' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}
