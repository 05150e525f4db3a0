/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Ui } from '../ui.ts';

/** The two pages of exceptions: everything that waits, and stopped work with its replay. */
export function ExceptionTabs({ ui, current }: { ui: Ui; current: 'queue' | 'stopped' }) {
  const { label, queue, stopped } = ui.texts.exceptions.tabs;
  return (
    <nav class="tabs" aria-label={label}>
      <a href="/exceptions/queue" aria-current={current === 'queue' ? 'page' : undefined}>
        {queue}
      </a>
      <a href="/exceptions" aria-current={current === 'stopped' ? 'page' : undefined}>
        {stopped}
        <span class="count">{ui.viewer?.work?.deadLetters ?? '0'}</span>
      </a>
    </nav>
  );
}
