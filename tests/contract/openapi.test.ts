import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { openApiText } from '../../runtime/src/http/openapi-text.ts';
import { ROUTE_RULES } from '../../runtime/src/http/route-rules.ts';

const document = JSON.parse(openApiText());

it('docs/openapi.json is what the routes say; when it is stale: npx tsx runtime/src/http/write-openapi.ts', async () => {
  const stored = await readFile(new URL('../../docs/openapi.json', import.meta.url), 'utf8');
  expect(stored).toBe(openApiText());
});

it('every route that is no page is described, with a summary, a description and an error', () => {
  const pages = new Set(['GET /openapi.json', 'GET /docs', 'GET /docs/style.css', 'GET /docs/errors/:code']);
  for (const name of Object.keys(ROUTE_RULES).filter((route) => !pages.has(route))) {
    const [method = '', pattern = ''] = name.split(' ');
    const operation = document.paths[pattern.replaceAll(/:([a-zA-Z]+)/g, '{$1}')]?.[method.toLowerCase()];
    expect(operation, name).toBeDefined();
    expect(operation.summary.length, name).toBeGreaterThan(3);
    expect(operation.description.length, name).toBeGreaterThan(20);
    expect(operation.responses.default.content, name).toHaveProperty('application/problem+json');
  }
});

it('what needs a key and an Idempotency-Key says so', () => {
  const approve = document.paths['/v1/invoices/{id}/approve'].post;
  expect(approve.security).toEqual([{ apiKey: [] }]);
  expect(approve.description).toContain('permission `approve`');
  expect(approve.parameters).toContainEqual(
    expect.objectContaining({ name: 'Idempotency-Key', required: true }),
  );
  expect(document.paths['/hooks/{token}'].post.security).toEqual([]);
});

it('amounts are described as text, nowhere as a number', () => {
  const numbers = JSON.stringify(document).match(/"type":"number"/g);
  expect(numbers).toBeNull();
});
