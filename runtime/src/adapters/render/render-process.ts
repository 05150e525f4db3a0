import { createCardDrawer } from './card/draw-card.ts';
import { createDocumentCompiler } from './compile-document.ts';
import { loadFonts } from './load-fonts.ts';
import type { RenderAnswer, RenderReady, RenderWork } from './render-message.ts';
import { titlePreview } from './title-preview.ts';

// The entry of the render process: one piece of work at a time, in order. Its parent ends it.

const fonts = loadFonts();
const documents = createDocumentCompiler(fonts);
const cards = createCardDrawer(fonts);

async function render(work: RenderWork): Promise<Uint8Array | string> {
  if (work.kind === 'pdf') return documents.pdf(work.input, work.attachment);
  if (work.kind === 'preview') return titlePreview(documents.svg(work.input), work.title);
  if (work.kind === 'card_svg') return cards.svg(work.card);
  return cards.png(work.card);
}

/** Pages and pictures live outside of the JavaScript heap, so that the collector sees no reason to run by itself. */
const WORK_PER_COLLECTION = 20;
let done = 0;

function collectGarbage(): void {
  done += 1;
  if (done % WORK_PER_COLLECTION === 0) globalThis.gc?.();
}

async function answer(work: RenderWork): Promise<RenderAnswer> {
  try {
    return { ok: true, result: await render(work) };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : 'The renderer failed.' };
  }
}

const send = (message: RenderAnswer | RenderReady): void => {
  process.send?.(message);
};

process.on('message', (work: RenderWork) => void answer(work).then(send).then(collectGarbage));
process.on('disconnect', () => process.exit());
send({ isReady: true });
