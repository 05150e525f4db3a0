import { afterAll, beforeAll, expect, it } from 'vitest';
import { mountConsole } from '../../runtime/src/console/mount-console.ts';
import { createEntryLink } from '../../runtime/src/flow/auth/create-entry-link.ts';
import { createInboxWriter } from '../../runtime/src/flow/ingest/create-inbox-writer.ts';
import { markDemoOrganization } from '../../runtime/src/flow/setup/demo-organization.ts';
import { createHookListener } from '../../runtime/src/http/hooks/create-hook-listener.ts';
import { createPublicServices } from '../../runtime/src/http/public-services.ts';
import { type ServedApp, serveApp } from '../../runtime/src/http/serve-app.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';

let loop: HttpLoop;
let server: ServedApp;
let cookie: string;
let invoiceId: string;

beforeAll(async () => {
  loop = await createHttpLoop();
  const { deps } = loop.hub;
  mountConsole(loop.app, deps);
  const parts = { deps, inbox: createInboxWriter(deps), isReady: async () => true };
  const hooks = createHookListener(createPublicServices(parts), deps);
  server = await serveApp({ app: loop.app, hooks, host: '127.0.0.1', port: 0 });
  await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'API-P' }] });
  await loop.hub.drain();
  invoiceId = (await loop.invoices())[0]?.id ?? '';
  await markDemoOrganization(deps, loop.organization.id);
  const { id: organizationId, author } = loop.organization;
  const link = await createEntryLink(deps, { organizationId, personId: author.actor.id });
  cookie = `seikyu_session=${link.split('/').at(-1)}`;
});
afterAll(async () => {
  await server.close(1_000);
  await loop.hub.close();
});

const SECURITY = [
  'cache-control',
  'content-security-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'referrer-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
];

const EVERYWHERE = {
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
const API = {
  ...EVERYWHERE,
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};
const PAGE = {
  ...EVERYWHERE,
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
};
const OPEN = {
  ...EVERYWHERE,
  'content-security-policy': "frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};

it.each([
  ['an answer of the API', '/v1/invoices', API],
  ['a problem of the API', '/v1/nothing', API],
  ['a file of the API', '/v1/invoices/:id/document.pdf', API],
  ['a page', '/', PAGE],
  ['the page of an invoice', '/invoices/:id', PAGE],
  ['a picture of a page', '/invoices/:id/card.svg', PAGE],
  ['a download', '/invoices/:id/document.pdf', PAGE],
  ['the sign-in', '/sign-in', PAGE],
  ['a page that there is not', '/nothing', OPEN],
  ['the health', '/healthz', OPEN],
  ['the reference', '/openapi.json', OPEN],
])('%s has exactly the security headers that it should', async (_what, path, expected) => {
  const { key } = await loop.key();
  const headers: Record<string, string> = path.startsWith('/v1')
    ? { authorization: `Bearer ${key}` }
    : { cookie };
  const answer = await fetch(`${server.url}${path.replace(':id', invoiceId)}`, { headers });
  expect(headersOf(answer)).toEqual(expected);
});

it('a webhook is answered with the headers of an answer that is no page', async () => {
  for (const token of [loop.organization.hubspot.webhookToken, 'nobody']) {
    const answer = await fetch(`${server.url}/hooks/${token}`, { method: 'POST', body: '[]' });
    expect(headersOf(answer)).toEqual(OPEN);
  }
});

function headersOf(answer: Response): Record<string, string> {
  return Object.fromEntries(
    SECURITY.flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}
