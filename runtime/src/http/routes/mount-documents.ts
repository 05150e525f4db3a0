import { createHash } from 'node:crypto';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { EInvoiceFormat } from '../../core/einvoice/profile.ts';
import { obtainUbl } from '../../flow/issue/obtain-ubl.ts';
import { getDocument } from '../../flow/read/get-document.ts';
import { getInvoice } from '../../flow/read/get-invoice.ts';
import { previewDocument } from '../../flow/read/preview-document.ts';
import { toCard } from '../../flow/read/to-card.ts';
import { idParams } from '../schemas/common.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

/** A picture may style itself and show what it carries; it runs and loads nothing. */
const SVG_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'; sandbox";

const Bytes = z.string().openapi({ type: 'string', format: 'binary' });

const fileRoute = <Path extends string>(
  path: Path,
  mediaType: string,
  summary: string,
  description: string,
) =>
  createRoute({
    method: 'get',
    path,
    tags: ['Documents'],
    summary,
    description,
    request: { params: idParams('invoice') },
    responses: {
      200: {
        description: 'The file. ETag and X-Content-SHA256 carry its SHA-256.',
        content: { [mediaType]: { schema: Bytes } },
      },
      304: { description: 'The caller has these bytes already.' },
      ...PROBLEM_RESPONSES,
    },
  });

const Version = z.coerce.number().int().min(1).optional().openapi({
  type: 'integer',
  description: 'Of the document: 1 as it was issued, the newest without it.',
});
const ofVersion = { params: idParams('invoice'), query: z.object({ version: Version }) };

const issuedPdf = createRoute({
  ...fileRoute(
    '/v1/invoices/{id}/document.pdf',
    'application/pdf',
    'Get the issued PDF',
    'The bytes of a version of the document; they never change.',
  ),
  request: ofVersion,
});
const issuedJson = createRoute({
  ...fileRoute(
    '/v1/invoices/{id}/document.json',
    'application/json',
    'Get the issued document as JSON',
    'A version of the document; it never changes.',
  ),
  request: ofVersion,
});
const issuedXml = createRoute({
  ...fileRoute(
    '/v1/invoices/{id}/document.xml',
    'application/xml',
    'Get the electronic invoice',
    'The issued invoice as EN 16931 in UBL 2.1, as JP PINT between registered parties in Japan; once it was handed ' +
      'out it never changes. In a format that is asked for it is a copy of the same content. An invoice that breaks a ' +
      'rule of its profile is refused with the rule.',
  ),
  request: {
    params: idParams('invoice'),
    query: z.object({
      format: EInvoiceFormat.optional().openapi({
        description:
          'Peppol BIS Billing 3 (`ubl`), XRechnung, or JP PINT; the profile of the invoice without it.',
      }),
      version: Version,
    }),
  },
});
const previewSvg = fileRoute(
  '/v1/invoices/{id}/document.svg',
  'image/svg+xml',
  'Draw the document',
  'The document at any status: with the template that it was issued with, or with the published one before.',
);
const cardSvg = fileRoute(
  '/v1/invoices/{id}/card.svg',
  'image/svg+xml',
  'Draw the card',
  'Number, lines, total, steps and sync badges as they stand now, as a vector picture.',
);
const cardPng = fileRoute(
  '/v1/invoices/{id}/card.png',
  'image/png',
  'Draw the card as PNG',
  'Number, lines, total, steps and sync badges as they stand now, as pixels.',
);

/** Mounts the routes that answer files. */
export function mountDocuments(app: OpenAPIHono): void {
  app.openapi(issuedPdf, async (c) => {
    const input = { invoiceId: c.req.valid('param').id, kind: 'pdf', ...c.req.valid('query') } as const;
    return answerFile(c, await getDocument({ ctx: c.get('ctx'), input }));
  });
  app.openapi(issuedJson, async (c) => {
    const input = { invoiceId: c.req.valid('param').id, kind: 'json', ...c.req.valid('query') } as const;
    return answerFile(c, await getDocument({ ctx: c.get('ctx'), input }));
  });
  app.openapi(issuedXml, async (c) => {
    const input = { invoiceId: c.req.valid('param').id, ...c.req.valid('query') };
    return answerFile(c, await obtainUbl({ ctx: c.get('ctx'), input }));
  });
  app.openapi(previewSvg, async (c) => {
    const svg = await previewDocument({ ctx: c.get('ctx'), input: { invoiceId: c.req.valid('param').id } });
    return answerFile(c, drawn(svg, 'image/svg+xml', `${c.req.valid('param').id}.svg`));
  });
  app.openapi(cardSvg, async (c) => {
    const { card, name } = await cardOf(c, c.req.valid('param').id);
    return answerFile(
      c,
      drawn(await c.get('ctx').deps.renderer.renderCardSvg(card), 'image/svg+xml', `${name}.svg`),
    );
  });
  app.openapi(cardPng, async (c) => {
    const { card, name } = await cardOf(c, c.req.valid('param').id);
    return answerFile(
      c,
      drawn(await c.get('ctx').deps.renderer.renderCardPng(card), 'image/png', `${name}.png`),
    );
  });
}

async function cardOf(c: Context, invoiceId: string) {
  const card = toCard(await getInvoice({ ctx: c.get('ctx'), input: { invoiceId } }));
  return { card, name: `${card.number ?? invoiceId}-card` };
}

type FileAnswer = { bytes: Uint8Array; mediaType: string; sha256: string; filename: string };

function drawn(picture: string | Uint8Array, mediaType: string, filename: string): FileAnswer {
  const bytes = typeof picture === 'string' ? new TextEncoder().encode(picture) : picture;
  return { bytes, mediaType, sha256: createHash('sha256').update(bytes).digest('hex'), filename };
}

function answerFile(c: Context, file: FileAnswer): Response {
  const headers = new Headers({
    'content-type': file.mediaType,
    'content-disposition': contentDisposition(file.filename),
    etag: `"${file.sha256}"`,
    'x-content-sha256': file.sha256,
  });
  if (file.mediaType === 'image/svg+xml') headers.set('content-security-policy', SVG_POLICY);
  const known = c.req.header('if-none-match') ?? '';
  const isKnown = known === '*' || known.includes(`"${file.sha256}"`);
  return isKnown
    ? new Response(null, { status: 304, headers })
    : new Response(new Uint8Array(file.bytes), { status: 200, headers });
}

/** RFC 6266: a plain name for every client, and the exact one in UTF-8 beside it. */
function contentDisposition(filename: string): string {
  const plain = filename.replaceAll(/[^A-Za-z0-9._-]/g, '_');
  const exact = encodeURIComponent(filename).replaceAll(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  );
  return `inline; filename="${plain}"; filename*=UTF-8''${exact}`;
}
