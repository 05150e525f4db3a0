import { assert } from '../../core/assert.ts';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import { isJsonObject, toJson } from '../../core/json.ts';
import type { Renderer, TemplateSource } from '../../flow/ports.ts';
import { completeTemplate, type Drawn, type ReadyTexts } from './complete-template.ts';
import { createRenderQueue } from './create-render-queue.ts';
import { ownTextsOf } from './own-texts.ts';
import { refuseBlankNames, withPlaces } from './refuse-unprintable.ts';
import type { Attachment } from './render-message.ts';
import { toCompileInput } from './to-compile-input.ts';

const TIMEOUT_MS = 10_000;

type RendererOptions = {
  timeoutMs?: number;
  /** The words of the ready template, for templates that have none for a kind of document. */
  loadReadyTexts?: () => Promise<ReadyTexts>;
};

/**
 * Typst for documents (PDF/A-3a with the canonical JSON attached) and satori for cards, in a process of its own
 * with a deadline. Throws `render.timeout` after `timeoutMs` (10 s), `render.refused` for what cannot be drawn, else `render.failed`.
 */
export function createRenderer({ timeoutMs, loadReadyTexts }: RendererOptions = {}): Renderer {
  const queue = createRenderQueue({ timeoutMs: timeoutMs ?? TIMEOUT_MS });
  let ready: ReadyTexts | undefined;
  const complete = async (drawn: Drawn): Promise<Drawn> => {
    if (loadReadyTexts === undefined || ownTextsOf(drawn.document.type) === undefined) return drawn;
    ready ??= await loadReadyTexts();
    return completeTemplate(drawn, ready);
  };
  return {
    renderPdf: async (input) => {
      const { document, template } = await complete(input);
      refuseBlankNames(document);
      const compiled = toCompileInput(document, template);
      // The attachment is the document as it was issued, whatever the template makes of it.
      const attachment = toAttachment(input.document, template);
      const drawn = queue.run({ kind: 'pdf', input: compiled, attachment });
      return bytesOf(await drawn.catch((error) => Promise.reject(withPlaces(error, document))));
    },
    renderPreviewSvg: async (given) => {
      const { document, template } = await complete(given);
      const input = toCompileInput(document, template);
      const title = [textOf(template, document, 'title'), document.number].filter(Boolean).join(' ');
      return textIn(await queue.run({ kind: 'preview', input, title }));
    },
    renderCardSvg: async (card) => textIn(await queue.run({ kind: 'card_svg', card })),
    renderCardPng: async (card) => bytesOf(await queue.run({ kind: 'card_png', card })),
    close: () => queue.close(),
  };
}

function toAttachment(document: InvoiceDocument, template: TemplateSource): Attachment {
  return {
    filename: 'invoice.json',
    json: canonicalJson(toJson(document)),
    description: textOf(template, document, 'attachment') || 'invoice.json',
  };
}

function textOf(template: TemplateSource, document: InvoiceDocument, name: string): string {
  const texts = template.texts[document.locale];
  const own = texts?.[ownTextsOf(document.type) ?? ''];
  const text = isJsonObject(own) && own[name] !== undefined ? own[name] : texts?.[name];
  return typeof text === 'string' ? text : '';
}

function bytesOf(result: Uint8Array | string): Uint8Array {
  assert(typeof result !== 'string', 'a picture or a PDF is bytes');
  return result;
}

function textIn(result: Uint8Array | string): string {
  assert(typeof result === 'string', 'an SVG is text');
  return result;
}
