import { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Context } from 'hono';

/** A body that is still to be read, with what its headers say of it. */
export type BodySource = {
  stream: Readable | undefined;
  encoding: string | undefined;
  length: string | undefined;
};

/** The body of a request as Node received it. */
export function bodyOfIncoming(incoming: IncomingMessage): BodySource {
  return {
    stream: incoming,
    encoding: incoming.headers['content-encoding'],
    length: incoming.headers['content-length'],
  };
}

/**
 * The body of a request. Behind a server it is read from Node's own stream: a web stream around it costs more than
 * everything else that is done with a webhook.
 */
export function bodyOf(c: Context): BodySource {
  const { incoming }: { incoming?: unknown } = c.env ?? {};
  if (incoming instanceof IncomingMessage) return bodyOfIncoming(incoming);
  const { body, headers } = c.req.raw;
  return {
    // The web stream of fetch and the one of Node differ in their declarations only.
    stream: body === null ? undefined : Readable.fromWeb(body as ReadableStream),
    encoding: headers.get('content-encoding') ?? undefined,
    length: headers.get('content-length') ?? undefined,
  };
}
