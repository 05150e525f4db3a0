/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { type DiffLine, diffLines } from '../../read/mappings/diff-lines.ts';
import type { Ui } from '../../ui.ts';

const MARKS = { same: ' ', added: '+', removed: '-' } as const satisfies Record<DiffLine['kind'], string>;

/** Two scripts as lines: what went and what came is marked by a sign as well as by its colour. */
export function ScriptDiff({ ui, before, after }: { ui: Ui; before: string; after: string }) {
  const texts = ui.texts.mappings.changes;
  return (
    <div class="map-script-diff">
      <h3>{texts.script}</h3>
      {/* Scrolled with the keyboard too, so it can be reached by it. */}
      <section class="code" tabindex={0} aria-label={texts.script}>
        {diffLines(before, after).map(({ kind, text }) => (
          <div class={`code-line code-${kind}`}>
            <span class="code-mark">{MARKS[kind]}</span>
            {text}
          </div>
        ))}
      </section>
    </div>
  );
}
