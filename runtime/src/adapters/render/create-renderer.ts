import { assert } from '../../core/assert.ts';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { DocumentType, InvoiceDocument } from '../../core/invoice/document.ts';
import { isJsonObject, toJson } from '../../core/json.ts';
import type { Renderer, TemplateSource } from '../../flow/ports.ts';
import { createRenderQueue } from './create-render-queue.ts';
import type { Attachment } from './render-message.ts';
import { toCompileInput } from './to-compile-input.ts';

const TIMEOUT_MS = 10_000;

/**
 * Typst for documents (PDF/A-3a with the canonical JSON attached) and satori for cards, in a process of its own
 * with a deadline. Throws `render.timeout` after `timeoutMs` (10 s), `render.refused` for what cannot be drawn, else `render.failed`.
 */
export function createRenderer(options: { timeoutMs?: number } = {}): Renderer {
  const queue = createRenderQueue({ timeoutMs: options.timeoutMs ?? TIMEOUT_MS });
  return {
    renderPdf: async ({ document, template }) => {
      const input = toCompileInput(document, template);
      return bytesOf(await queue.run({ kind: 'pdf', input, attachment: toAttachment(document, template) }));
    },
    renderPreviewSvg: async ({ document, template }) => {
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

/** Where a template has what it calls a document that is no plain invoice; the template itself knows them too. */
const OWN_TEXTS: Partial<Record<DocumentType, string>> = {
  credit_note: 'creditNote',
  deposit: 'deposit',
  final: 'final',
};

function textOf(template: TemplateSource, document: InvoiceDocument, name: string): string {
  const texts = template.texts[document.locale];
  const own = texts?.[OWN_TEXTS[document.type] ?? ''];
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
