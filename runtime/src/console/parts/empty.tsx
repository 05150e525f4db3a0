/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { PropsWithChildren } from 'hono/jsx';

/** What stands where there is nothing yet: why, and what to do (the children). */
export function Empty({ title, text, children }: PropsWithChildren<{ title: string; text: string }>) {
  return (
    <section class="empty">
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </section>
  );
}
