import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { AuditAnchor } from '../../core/audit/anchor.ts';
import { exportAudit } from '../../flow/audit/export-audit.ts';
import { listAnchors } from '../../flow/audit/list-anchors.ts';
import { getAnchorMail, saveAnchorMail } from '../../flow/audit/mail/anchor-mail-settings.ts';
import { listAudit } from '../../flow/read/list-audit.ts';
import { given, readPageQuery, toPageAnswer } from '../page-answer.ts';
import { AnchorMailBody, AnchorMailSchema } from '../schemas/anchor-mail.ts';
import { jsonResponse, PageQuery } from '../schemas/common.ts';
import { AuditPage } from '../schemas/data.ts';
import { PastInstant } from '../schemas/past-instant.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';
import { toExportAnswer } from '../to-export-answer.ts';

const auditList = createRoute({
  method: 'get',
  path: '/v1/audit',
  tags: ['Control'],
  summary: 'List the audit trail',
  description: 'Who changed what, when and why, newest first, with the place of each entry in the chain.',
  request: {
    query: PageQuery.extend({
      objectKind: z.string().max(40).optional().openapi({ example: 'invoice' }),
      objectId: z.string().max(64).optional(),
      actorId: z
        .string()
        .max(64)
        .optional()
        .openapi({ description: 'A person, API key, rule set, connection, or `hub`.' }),
      action: z.string().max(60).optional().openapi({
        description: 'An action; one that ends in a dot is every action that begins so: `invoice.`.',
      }),
      requestId: z.string().max(100).optional(),
      from: PastInstant.optional().openapi({ description: 'Only what happened then or later.' }),
      to: PastInstant.optional().openapi({ description: 'Only what happened before then.' }),
    }),
  },
  responses: { 200: jsonResponse('A page of entries.', AuditPage), ...PROBLEM_RESPONSES },
});

const auditExport = createRoute({
  method: 'get',
  path: '/v1/audit/export',
  tags: ['Control'],
  summary: 'Export the audit trail of a period',
  description:
    'Every entry of the period in the order of the chain. As NDJSON it can be checked by itself, without the hub: ' +
    '`seikyu audit verify --file export.ndjson`. As CSV it is for reading in a spreadsheet.',
  request: {
    query: z.object({
      from: PastInstant,
      to: PastInstant.openapi({ description: 'Not in the period.' }),
      format: z.enum(['ndjson', 'csv']).default('ndjson'),
    }),
  },
  responses: {
    200: {
      description: 'The lines. The last line of an NDJSON file says that it is complete.',
      content: {
        'application/x-ndjson': { schema: z.string() },
        'text/csv': { schema: z.string() },
      },
    },
    ...PROBLEM_RESPONSES,
  },
});

const anchorList = createRoute({
  method: 'get',
  path: '/v1/audit/anchors',
  tags: ['Control'],
  summary: 'List the anchors of the audit trail',
  description:
    'What was signed of the chain on each day, oldest first. Keep them outside of the hub: they show entries that were ' +
    'taken from the end, and a chain that was written anew. All of them are on one page.',
  responses: {
    200: jsonResponse(
      'The anchors.',
      z
        .object({ items: z.array(z.object(AuditAnchor.shape).openapi('AuditAnchor')), nextCursor: z.null() })
        .openapi('AuditAnchorPage'),
    ),
    ...PROBLEM_RESPONSES,
  },
});

const mailGet = createRoute({
  method: 'get',
  path: '/v1/audit/anchor-mail',
  tags: ['Control'],
  summary: 'Get whether anchors are mailed',
  description:
    'Whether the signed anchor of each day is mailed, to whom, and what became of the latest mails.',
  responses: { 200: jsonResponse('The settings.', AnchorMailSchema), ...PROBLEM_RESPONSES },
});

const mailPut = createRoute({
  method: 'put',
  path: '/v1/audit/anchor-mail',
  tags: ['Control'],
  summary: 'Set whether anchors are mailed',
  description:
    'Off until an administrator turns it on. The newest anchor goes out at once, then one a day, each once and always with ' +
    'the same Message-ID.',
  request: { body: { required: true, content: { 'application/json': { schema: AnchorMailBody } } } },
  responses: { 204: { description: 'It counts from now on.' }, ...PROBLEM_RESPONSES },
});

/** Mounts the routes of the audit trail. */
export function mountAudit(app: OpenAPIHono): void {
  app.openapi(auditList, async (c) => {
    const ctx = c.get('ctx');
    const { limit, cursor, ...filters } = c.req.valid('query');
    const page = await listAudit({
      ctx,
      input: { ...readPageQuery(ctx, 'audit', { limit, cursor }), ...given(filters) },
    });
    return c.json(toPageAnswer(ctx, 'audit', page), 200);
  });
  app.openapi(auditExport, async (c) => {
    const { from, to, format } = c.req.valid('query');
    return toExportAnswer(await exportAudit({ ctx: c.get('ctx'), input: { from, to } }), format);
  });
  app.openapi(mailGet, async (c) => c.json(await getAnchorMail({ ctx: c.get('ctx') }), 200));
  app.openapi(mailPut, async (c) => {
    await saveAnchorMail({ ctx: c.get('ctx'), input: c.req.valid('json') });
    return c.body(null, 204);
  });
  app.openapi(anchorList, async (c) =>
    c.json({ items: await listAnchors({ ctx: c.get('ctx') }), nextCursor: null }, 200),
  );
}
