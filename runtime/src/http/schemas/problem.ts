import { z } from '@hono/zod-openapi';

/** Media type of every error (RFC 9457 section 3). */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** A problem document by RFC 9457 with our extensions `code` and `errors`. */
export const Problem = z
  .object({
    type: z.url().openapi({ description: 'The page of the code.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional().openapi({ description: 'Safe to show; a 500 has none.' }),
    instance: z.string().openapi({ description: 'Names the request: give it to whoever runs the hub.' }),
    code: z.string().openapi({ description: 'A registered code; decide by this, never by the texts.' }),
    errors: z.array(
      z.object({
        pointer: z.string().openapi({
          description: 'JSON pointer into the body; /query, /path and /headers lead to the other parts.',
        }),
        code: z.string(),
        detail: z.string(),
      }),
    ),
  })
  .openapi('Problem', {
    example: {
      type: 'https://hub.example/docs/errors/approval.already_decided',
      title: 'The request was decided already',
      status: 409,
      detail: 'The request was decided already',
      instance: 'urn:request:req_0198f1c2-7a4e-7c11-9d5b-2f6f3f1f9a10',
      code: 'approval.already_decided',
      errors: [],
    },
  });

/** Every answer that is not a success. */
export const PROBLEM_RESPONSES = {
  default: {
    description: 'An error, by RFC 9457.',
    content: { [PROBLEM_MEDIA_TYPE]: { schema: Problem } },
  },
} as const;
