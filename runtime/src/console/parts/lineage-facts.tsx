/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { Stamp } from '../../core/lineage/lineage-step.ts';
import type { Ui } from '../ui.ts';
import { Instant } from './instant.tsx';

/** A fact of a step: its name and what it is. */
export type LineageFact = { term: Child; detail: Child };

/** The facts of a step, one under the other. */
export function LineageFacts({ facts }: { facts: readonly LineageFact[] }) {
  if (facts.length === 0) return null;
  return (
    <dl class="origin-facts">
      {facts.map(({ term, detail }) => (
        <div>
          <dt>{term}</dt>
          <dd>{detail}</dd>
        </div>
      ))}
    </dl>
  );
}

const LENGTH_SHOWN_CHARS = 400;

/** A value as another system or a mapping holds it, in its own spelling. */
export function RawValue({ ui, value }: { ui: Ui; value: unknown }) {
  if (value === null || value === undefined || value === '') {
    return <span class="muted">{ui.texts.lineage.empty}</span>;
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return (
    <code class="raw">
      {text.length > LENGTH_SHOWN_CHARS ? `${text.slice(0, LENGTH_SHOWN_CHARS)}…` : text}
    </code>
  );
}

/** Who and when, or that it is not on record. */
export function stampFacts(ui: Ui, zone: string, stamp: Stamp | null): LineageFact[] {
  const texts = ui.texts.lineage;
  if (stamp === null) return [{ term: texts.who, detail: <span class="muted">{texts.noStamp}</span> }];
  return [
    { term: texts.who, detail: actorText(ui, stamp) },
    { term: texts.when, detail: <Instant ui={ui} at={new Date(stamp.at)} zone={zone} /> },
  ];
}

/** The name of whoever did something; a machine's says what it is. */
export function actorText(ui: Ui, { by }: Stamp): string {
  if (by.kind === 'system') return ui.texts.lineage.hub;
  return by.kind === 'person' ? by.name : `${by.name} (${ui.texts.actorKinds[by.kind]})`;
}
