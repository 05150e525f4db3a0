import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { AppError } from '../../core/app-error.ts';
import { type ReceivedRecord, receiveRecords } from '../../flow/ingest/receive-records.ts';
import { type PushedRecord, readRecords } from '../read-records.ts';
import { jsonResponse } from '../schemas/common.ts';
import { ReceivedSchema } from '../schemas/control.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const Name = z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/, 'must be a lower-case name such as hubspot');

const RECORD = {
  type: 'object' as const,
  required: ['id'],
  properties: { id: { type: ['string' as const, 'integer' as const] } },
  additionalProperties: true,
  example: { id: '5001', properties: { dealname: 'Platform', dealstage: 'closedwon' } },
};

const push = createRoute({
  method: 'post',
  path: '/v1/records/{system}/{object}',
  tags: ['In'],
  summary: 'Push records',
  description:
    'Takes raw records of another system as they are: one object, an array, or one JSON object per line ' +
    '(application/x-ndjson), at most 1000. Each needs an `id`. They are stored before the answer and mapped after it. ' +
    'A bad record is refused by its place and the others are taken; when none can be taken the answer is 400.',
  request: {
    params: z.object({
      system: Name.openapi({ param: { name: 'system', in: 'path' }, example: 'hubspot' }),
      object: Name.openapi({ param: { name: 'object', in: 'path' }, example: 'deal' }),
    }),
    query: z.object({
      connection: z
        .string()
        .max(64)
        .optional()
        .openapi({ description: 'The connection that they come from, where the system has several.' }),
    }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: { anyOf: [RECORD, { type: 'array', maxItems: 1000, items: RECORD }] },
        },
        'application/x-ndjson': { schema: { type: 'string', example: '{"id":"5001"}\n{"id":"5002"}\n' } },
      },
    },
  },
  responses: {
    202: jsonResponse('What became of each record, in order.', ReceivedSchema),
    ...PROBLEM_RESPONSES,
  },
});

/** Mounts the route that takes raw records. */
export function mountRecords(app: OpenAPIHono): void {
  app.openapi(push, async (c) => {
    const { system, object } = c.req.valid('param');
    const { connection } = c.req.valid('query');
    const { records, isSingle } = readRecords(c.get('bodyBytes'), c.req.header('content-type') ?? '');
    const readable = records.flatMap((record) => (record.ok ? [record.value] : []));
    const received = await receiveRecords({
      ctx: c.get('ctx'),
      input: {
        system,
        object,
        records: readable,
        ...(connection === undefined ? {} : { connectionId: connection }),
      },
    });
    const items = inOrder(records, received, isSingle);
    const refused = items.flatMap((item) => (item.status === 'refused' ? [item] : []));
    if (refused.length === items.length) {
      throw new AppError('request.invalid', {
        detail: 'The body holds no record that can be taken.',
        errors: refused.map(({ pointer, detail }) => ({ pointer, code: 'request.invalid', detail })),
      });
    }
    return c.json({ accepted: items.length - refused.length, refused: refused.length, items }, 202);
  });
}

/** Puts the answers of the verb back to the places of the body, where unreadable lines were left out. */
function inOrder(records: PushedRecord[], received: ReceivedRecord[], isSingle: boolean) {
  let next = 0;
  return records.map((record, index) => {
    if (!record.ok)
      return { status: 'refused' as const, index, pointer: record.pointer, detail: record.detail };
    const place = next;
    next += 1;
    const outcome = received[place];
    if (outcome === undefined) throw new AppError('request.internal');
    if (outcome.status === 'accepted') return { ...outcome, index };
    const within = outcome.pointer.slice(`/${place}`.length);
    return { ...outcome, index, pointer: isSingle ? within : `/${index}${within}` };
  });
}
