import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { AppError } from '../../core/app-error.ts';
import { ERROR_CODES } from '../../core/error-codes.ts';
import { DOCS_POLICY, DOCS_STYLE, docsPage } from '../docs/page.ts';
import { referencePage } from '../docs/reference-page.ts';
import { renderMarkdown } from '../docs/render-markdown.ts';
import type { OpenApiDocument } from '../openapi-document.ts';

const PAGES = new URL('../../../../docs/errors/', import.meta.url);

/** Mounts the description of the API and the pages of the error codes. They load nothing from anybody else. */
export function mountDocs(app: OpenAPIHono, document: OpenApiDocument): void {
  const reference = referencePage(document);
  app.get('/openapi.json', (c) => c.json(document));
  app.get('/docs', (c) => c.html(reference, 200, { 'content-security-policy': DOCS_POLICY }));
  app.get('/docs/style.css', (c) => c.body(DOCS_STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/docs/errors/:code', async (c) => {
    const code = c.req.param('code');
    // Only registered codes become part of a path.
    if (!Object.hasOwn(ERROR_CODES, code)) throw new AppError('request.not_found');
    const markdown = await readFile(fileURLToPath(new URL(`${code}.md`, PAGES)), 'utf8');
    if ((c.req.header('accept') ?? '').includes('text/markdown')) {
      return c.body(markdown, 200, { 'content-type': 'text/markdown; charset=utf-8' });
    }
    return c.html(docsPage(code, renderMarkdown(markdown)), 200, { 'content-security-policy': DOCS_POLICY });
  });
}
