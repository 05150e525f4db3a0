import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspectPage } from './support/inspect-page.ts';
import { openBrowser, type TestBrowser } from './support/open-browser.ts';

/** Faint in the light, wide on a phone, heavy, and with something inline that its policy keeps out. */
const UNSOUND = `<!doctype html><html lang="en"><title>Unsound</title>
<style>p { color: #ccc; width: 600px } @media (prefers-color-scheme: dark) { p { color: #000 } }</style>
<main><h1>Unsound</h1><p>Faint</p><img src="/picture.svg"></main>
<script src="/heavy.js"></script><script>throw new Error('ran')</script></html>`;

let browser: TestBrowser;
let server: Server;

beforeAll(async () => {
  browser = await openBrowser();
  server = createServer((request, response) => {
    const isScript = request.url === '/heavy.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.setHeader('content-security-policy', "script-src 'self'");
    response.end(isScript ? `// ${'x'.repeat(100_000)}` : UNSOUND);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

test('the inspection finds an unsound page out', async () => {
  const { page, complaints } = await browser.open();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  expect(await inspectPage(page)).toEqual([
    '/: desk, light: color-contrast at p',
    '/: desk, light: image-alt at img',
    '/: phone, light: color-contrast at p',
    '/: phone, light: image-alt at img',
    '/: phone: scrolls sideways, 608 px in 390 px',
    '/: scripts of 100003 bytes',
  ]);
  expect(complaints).toContain('/: policy: script-src-elem kept out inline');
});
