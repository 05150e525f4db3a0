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
    <>
      <p class="meta">
        {example.isPerCustomer ? texts.nextPerCustomer : texts.next}
        <br />
        <strong class="mono">{example.numbers.join(' · ')}</strong>
      </p>
      <p class="meta">
        {texts.onDraft}
        <br />
        <strong class="mono">{example.draftLabel}</strong>
      </p>
    </>
  );
}
