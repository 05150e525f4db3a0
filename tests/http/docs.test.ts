import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../runtime/src/core/error-codes.ts';
import { renderMarkdown } from '../../runtime/src/http/docs/render-markdown.ts';
import { z } from '../support/zod.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

let loop: HttpLoop;

beforeAll(async () => {
  loop = await createHttpLoop();
});
afterAll(() => loop.hub.close());

const get = (path: string, headers: Record<string, string> = {}) => loop.call(undefined, path, { headers });

describe('the pages about the API', () => {
  it.each(['/docs', '/docs/errors/approval.already_decided'])(
    '%s loads nothing from anybody else',
    async (path) => {
      const response = await get(path);
      const html = await response.text();
      expect(response.status).toBe(200);
      expect(html).not.toMatch(/<script|<img|<iframe|@import|url\(/i);
      const loaded = [...html.matchAll(/<link[^>]+href="([^"]+)"/g)].map((match) => match[1]);
      expect(loaded).toEqual(['/docs/style.css']);
      expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'; style-src 'self'/);
    },
  );

  it('name every route and every error code', async () => {
    const html = await (await get('/docs')).text();
    const document = await readAs(
      get('/openapi.json'),
      z.object({ paths: z.record(z.string(), z.unknown()) }),
    );
    for (const path of Object.keys(document.paths)) expect(html).toContain(`<code>${path}</code>`);
    for (const code of Object.keys(ERROR_CODES)) expect(html).toContain(`href="/docs/errors/${code}"`);
  });

  it('exist for every error code, as a page and as Markdown', async () => {
    for (const code of Object.keys(ERROR_CODES)) {
      expect((await get(`/docs/errors/${code}`)).status).toBe(200);
      const markdown = await get(`/docs/errors/${code}`, { accept: 'text/markdown' });
      expect(markdown.headers.get('content-type')).toContain('text/markdown');
      expect(await markdown.text()).toContain(code);
    }
  });

  it.each(['nothing', '..%2F..%2Fopenapi', '__proto__', 'constructor'])(
    'there is none for %s',
    async (code) => {
      await expectProblem(await get(`/docs/errors/${code}`), 'request.not_found');
    },
  );

  it('have no markup that came from a text', () => {
    const html = renderMarkdown(
      '# <b>\n\n`<script>` [x](javascript:alert) <img src=x>\n\n- [ok](request.invalid.md)',
    );
    expect(html).toBe(
      '<h1>&lt;b&gt;</h1>\n<p><code>&lt;script&gt;</code> [x](javascript:alert) &lt;img src=x&gt;</p>\n' +
        '<ul>\n<li><a href="request.invalid">ok</a></li>\n</ul>',
    );
  });
});
