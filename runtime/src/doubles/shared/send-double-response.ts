import { gzipSync } from 'node:zlib';
import type { DoubleResponse } from './double-types.ts';

/** Vendors compress what is worth it; so does a double, which keeps the transport's decoder in use. */
const GZIP_FROM_BYTES = 1_024;

/** Turns a double's answer into a web response, gzipped when it is long and the caller takes it. */
export function sendDoubleResponse(response: DoubleResponse, acceptEncoding = ''): Response {
  const { status } = response;
  if (response.body === null) return new Response(null, { status, headers: response.headers ?? {} });
  const text = JSON.stringify(response.body);
  const headers: Record<string, string> = { 'content-type': 'application/json', ...response.headers };
  if (!acceptEncoding.includes('gzip') || text.length < GZIP_FROM_BYTES)
    return new Response(text, { status, headers });
  return new Response(gzipSync(text), { status, headers: { ...headers, 'content-encoding': 'gzip' } });
}
