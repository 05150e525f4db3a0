import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { AppError } from '../../core/app-error.ts';
import { readRecord } from '../../flow/ingest/read-record.ts';
import { takeRecords } from '../../flow/ingest/take-records.ts';
import { idempotentRequestOf, keepAnswer, replayAnswer } from '../idempotent-request.ts';
import type { PublicServices } from '../public-services.ts';
import { type PushedRecord, readRecords } from '../read-records.ts';
import { jsonResponse, SystemName } from '../schemas/common.ts';
import { ReceivedSchema } from '../schemas/control.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

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
      system: SystemName.openapi({ param: { name: 'system', in: 'path' }, example: 'hubspot' }),
      object: SystemName.openapi({ param: { name: 'object', in: 'path' }, example: 'deal' }),
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

const RECORDS_MAX = 1_000;

/** Mounts the route that takes raw records. */
export function mountRecords(app: OpenAPIHono, services: PublicServices): void {
  app.openapi(push, async (c) => {
    const { system, object } = c.req.valid('param');
    const { connection } = c.req.valid('query');
    const bytes = c.get('bodyBytes');
    const { records, isSingle } = readRecords(bytes, c.req.header('content-type') ?? '');
    if (records.length > RECORDS_MAX) {
      const detail = `At most ${RECORDS_MAX} records in one request.`;
      throw new AppError('request.body_too_large', { detail });
    }
    const items = records.map((record, index) => toItem(object, record, index, isSingle));
    const refused = items.flatMap((item) => (item.status === 'refused' ? [item] : []));
    if (refused.length === items.length) {
      throw new AppError('request.invalid', {
        detail: 'The body holds no record that can be taken.',
        errors: refused.map(({ pointer, detail }) => ({ pointer, code: 'request.invalid', detail })),
      });
    }
    const answer = { accepted: items.length - refused.length, refused: refused.length, items };
    const kept = { mediaType: 'application/json', location: null, text: JSON.stringify(answer) };
    const taken = await takeRecords({
      ctx: c.get('ctx'),
      inbox: services.inbox,
      input: {
        system,
        object,
        ...(connection === undefined ? {} : { connectionId: connection }),
        body: bodyToStore(bytes, records, items, refused.length === 0 && isJson(c)),
        request: idempotentRequestOf(c),
        answer: keepAnswer(202, kept),
      },
    });
    // The types of the route know the answer's shape and not a stored text of it.
    return taken.isReplayed ? (replayAnswer(taken.answer) as never) : c.json(answer, 202);
  });
}

type Item = z.infer<typeof ReceivedSchema>['items'][number];

function toItem(object: string, record: PushedRecord, index: number, isSingle: boolean): Item {
  if (!record.ok) return { status: 'refused', index, pointer: record.pointer, detail: record.detail };
  const read = readRecord(object, record.value);
  if (read.ok) return { status: 'accepted', index, externalId: read.record.externalId };
  return {
    status: 'refused',
    index,
    pointer: `${isSingle ? '' : `/${index}`}${read.pointer}`,
    detail: read.detail,
  };
}

const isJson = (c: Context): boolean => !/ndjson|jsonl|json-lines/i.test(c.req.header('content-type') ?? '');

/** The body as it came when all of it can be taken, else an array of what can. */
function bodyToStore(
  bytes: Uint8Array,
  records: PushedRecord[],
  items: Item[],
  isWhole: boolean,
): Uint8Array {
  if (isWhole) return bytes;
  const taken = records.flatMap((record, index) =>
    record.ok && items[index]?.status === 'accepted' ? [record.value] : [],
  );
  return Buffer.from(JSON.stringify(taken));
}
