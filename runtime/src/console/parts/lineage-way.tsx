/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { LineageView } from '../../flow/read/get-lineage.ts';
import { pointerText } from '../format/pointer-text.ts';
import { printedText } from '../format/printed-text.ts';
import type { Ui } from '../ui.ts';
import { LineageStep } from './lineage-step.tsx';
import { OriginLink } from './origin-link.tsx';

/** What the way back of a value is shown with. `via` is the value that it was asked from. */
export type LineageProps = { ui: Ui; view: LineageView; zone: string; via: string | undefined };

/** The value, and every step back from it, the nearest first. */
export function LineageWay({ ui, view, zone, via }: LineageProps) {
  const { document, lineage } = view;
  const texts = ui.texts.lineage;
  return (
    <>
      {via === undefined ? null : (
        <p class="crumb">
          <OriginLink invoiceId={document.id} pointer={via} look="crumb-link">
            {`← ${texts.back(pointerText(via, texts))}`}
          </OriginLink>
        </p>
      )}
      <p class="origin-name">{pointerText(lineage.pointer, texts)}</p>
      <p class="origin-value">{printedText(ui, document, lineage.pointer, lineage.value)}</p>
      <ol class="origins" aria-label={texts.start}>
        {lineage.steps.map((step) => (
          <LineageStep ui={ui} document={document} zone={zone} pointer={lineage.pointer} step={step} />
        ))}
      </ol>
      <p class="meta">{ui.texts.layout.timesIn(zone)}</p>
    </>
  );
}
