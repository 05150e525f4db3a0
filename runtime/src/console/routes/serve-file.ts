import { assertNever } from '../../core/assert.ts';
import { getDocument } from '../../flow/read/get-document.ts';
import { getInvoice } from '../../flow/read/get-invoice.ts';
import { previewDocument } from '../../flow/read/preview-document.ts';
import { toCard } from '../../flow/read/to-card.ts';
import type { ConsoleContext } from '../console-env.ts';
import { viewerOf } from '../viewer-of.ts';

/** The files of an invoice. */
export const INVOICE_FILES = ['document.pdf', 'card.svg', 'card.png', 'preview.svg'] as const;

/** The name of one of them. */
export type InvoiceFile = (typeof INVOICE_FILES)[number];

/** Answers with a file of an invoice; throws `invoice.not_found`, `invoice.document_not_ready` or `render.*`. */
export async function serveFile(c: ConsoleContext, invoiceId: string, file: InvoiceFile): Promise<Response> {
  const ctx = viewerOf(c);
  switch (file) {
    case 'document.pdf': {
      const document = await getDocument({ ctx, input: { invoiceId, kind: 'pdf', version: versionOf(c) } });
      // A number comes from a pattern of an admin: RFC 6266 takes what a quoted string cannot hold in `filename*`.
      const name = encodeURIComponent(document.filename);
      c.header('Content-Disposition', `attachment; filename*=UTF-8''${name}`);
      return c.body(new Uint8Array(document.bytes), 200, { 'Content-Type': document.mediaType });
    }
    case 'preview.svg':
      return c.body(await previewDocument({ ctx, input: { invoiceId } }), 200, SVG);
    case 'card.svg': {
      const card = toCard(await getInvoice({ ctx, input: { invoiceId } }));
      return c.body(await ctx.deps.renderer.renderCardSvg(card), 200, SVG);
    }
    case 'card.png': {
      const card = toCard(await getInvoice({ ctx, input: { invoiceId } }));
      const png = await ctx.deps.renderer.renderCardPng(card);
      return c.body(new Uint8Array(png), 200, { 'Content-Type': 'image/png' });
    }
    default:
      return assertNever(file);
  }
}

/** An earlier version where one is asked for by its number; anything else is the newest. */
function versionOf(c: ConsoleContext): number | undefined {
  const asked = c.req.query('version') ?? '';
  return /^[1-9][0-9]{0,5}$/.test(asked) ? Number(asked) : undefined;
}

const SVG = { 'Content-Type': 'image/svg+xml; charset=utf-8' };
