import type { InvoiceCard } from '../../core/invoice/card.ts';

/** A document to compile: Typst source, its inputs, and what goes into the PDF beside the pages. */
export type CompileInput = {
  source: string;
  /** The JSON that the template reads as `sys.inputs.data`. */
  data: string;
  /** Seconds since 1970, the PDF's creation date: part of the input, so that the bytes repeat. */
  createdAtSeconds: number;
};

/** The canonical document as attached to the PDF. */
export type Attachment = { filename: string; json: string; description: string };

/** One thing to draw. */
export type RenderWork =
  | { kind: 'pdf'; input: CompileInput; attachment: Attachment }
  | { kind: 'preview'; input: CompileInput; title: string }
  | { kind: 'card_svg'; card: InvoiceCard }
  | { kind: 'card_png'; card: InvoiceCard };

/** What comes back, one answer for each piece of work. `detail` is safe to show. */
export type RenderAnswer = { ok: true; result: Uint8Array | string } | { ok: false; detail: string };

/** Sent once, when fonts are loaded and work may come. */
export type RenderReady = { isReady: true };
