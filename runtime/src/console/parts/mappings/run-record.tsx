/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { RunRecordRow } from '../../../flow/mappings/runs/read-run.ts';
import { refusalText } from '../../texts/refusal-text.ts';
import type { Ui } from '../../ui.ts';
import { RunEffect } from './run-effect.tsx';
import { ValueChanges } from './value-changes.tsx';

const TONES = {
  changed: 'blue',
  refused: 'red',
  accepted: 'green',
  invoiced: 'amber',
  failed: 'red',
} as const satisfies Record<RunRecordRow['outcome'], string>;

/** One record of a run: what changes in it, its invoices, or why it would be refused. */
export function RunRecord({ ui, record }: { ui: Ui; record: RunRecordRow }) {
  const texts = ui.texts.mappings.runs;
  return (
    <article class="run-record" aria-labelledby={`record-${record.recordId}`} data-item="" tabindex={-1}>
      <p class="run-record-head">
        <span class="mono strong" id={`record-${record.recordId}`}>
          {record.externalId}
        </span>
        <span class={`chip tone-${TONES[record.outcome]}`}>{texts.recordOutcomes[record.outcome]}</span>
      </p>
      {record.invoices.length === 0 ? null : (
        <ul class="run-effects">
          {record.invoices.map((effect) => (
            <RunEffect ui={ui} effect={effect} />
          ))}
        </ul>
      )}
      {record.findings.length === 0 ? null : (
        <ul class="wrong-list">
          {record.findings.map((finding) => (
            <li>
              <span class="mono">{finding.pointer}</span> {refusalText(finding, ui.texts, ui.locale)}
            </li>
          ))}
        </ul>
      )}
      {record.changes.length === 0 ? null : <ValueChanges ui={ui} changes={record.changes} />}
    </article>
  );
}
