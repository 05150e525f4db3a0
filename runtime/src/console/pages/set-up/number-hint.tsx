/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { NumberSeriesPreview } from '../../../flow/setup/preview-number-series.ts';
import type { Ui } from '../../ui.ts';

/** What a pattern prints, or why it cannot be used. */
export type NumberExample = NumberSeriesPreview | { refusal: string };

/** A part of a page: what a number pattern would print while it is typed. */
export function NumberHint({ ui, example }: { ui: Ui; example: NumberExample }) {
  const texts = ui.texts.setUp.numbers;
  if ('refusal' in example) return <p class="field-error">{example.refusal}</p>;
  return (
    <dl class="facts">
      <dt>{example.isPerCustomer ? texts.nextPerCustomer : texts.next}</dt>
      <dd class="mono">{example.numbers.join(' · ')}</dd>
      <dt>{texts.onDraft}</dt>
      <dd class="mono">{example.draftLabel}</dd>
    </dl>
  );
}
