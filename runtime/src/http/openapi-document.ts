import type { OpenAPIHono } from '@hono/zod-openapi';
import { ROUTE_RULES, type RouteRule } from './route-rules.ts';

/** The description of the API by OpenAPI 3.1. */
export type OpenApiDocument = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

type Operation = NonNullable<NonNullable<OpenApiDocument['paths']>[string]['get']>;

const DESCRIPTION = `The invoice control hub between CRM and accounting.

Amounts are decimal text in major units, never numbers. Lists are pages: \`limit\` and the opaque \`cursor\`. Errors are
problem documents (RFC 9457) with a registered \`code\`, each with a page under /docs/errors/. A POST that makes or does
something needs an \`Idempotency-Key\`; the same request with the same key is done once and answered alike for 24 hours.`;

const IDEMPOTENCY_PARAMETER = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: true,
  description: 'In quotes (RFC 8941) or bare. The same key with another request is refused with 422.',
  schema: { type: 'string' as const, minLength: 1, maxLength: 255 },
  example: '"0198f1c2-7a4e-7c11-9d5b-2f6f3f1f9a10"',
};

/** Describes the mounted routes. What each needs is taken from the route rules, so that it is what is enforced. */
export function createOpenApiDocument(app: OpenAPIHono): OpenApiDocument {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Seikyu', version: '1.0.0', description: DESCRIPTION, license: { name: 'MIT' } },
    servers: [{ url: '/' }],
  });
  document.components = {
    ...document.components,
    securitySchemes: {
      apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: `seikyu_live_…`.' },
    },
  };
  for (const [name, rule] of Object.entries(ROUTE_RULES)) {
    const [method = '', pattern = ''] = name.split(' ');
    const item = document.paths?.[pattern.replaceAll(/:([a-z]+)/gi, '{$1}')];
    const operation = operationOf(item, method);
    if (operation !== undefined) describeRule(operation, rule);
  }
  return document;
}

function operationOf(item: NonNullable<OpenApiDocument['paths']>[string] | undefined, method: string) {
  switch (method) {
    case 'GET':
      return item?.get;
    case 'POST':
      return item?.post;
    case 'PUT':
      return item?.put;
    default:
      return item?.delete;
  }
}

function describeRule(operation: Operation, rule: RouteRule): void {
  if (rule.access === 'public') {
    operation.security = [];
    return;
  }
  operation.security = [{ apiKey: [] }];
  const need =
    rule.access === 'any'
      ? 'Needs a valid key and no permission.'
      : `Needs the permission \`${rule.access}\`.`;
  operation.description = `${operation.description ?? ''}\n\n${need}`;
  if (rule.isIdempotencyKeyed !== undefined) {
    operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_PARAMETER];
  }
}
