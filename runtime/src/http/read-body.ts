import type { Readable } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import { AppError } from '../core/app-error.ts';
import type { BodySource } from './body-source.ts';

/** How much is read and how long it may take. */
export type ReadBodyOptions = { maxBytes: number; timeoutMs: number };

/**
 * Reads a body to its end, decoded. Bytes are counted as they come out of the decoder, so that reading stops
 * at the limit however small the compressed body is. Throws `request.body_too_large`, `request.timeout`, or
 * `request.invalid` for an encoding that is not known or does not hold.
 */
export async function readBody(
  source: BodySource,
  { maxBytes, timeoutMs }: ReadBodyOptions,
): Promise<Uint8Array> {
  if (source.stream === undefined) return new Uint8Array();
  const tooLarge = () =>
    new AppError('request.body_too_large', { detail: `At most ${maxBytes} bytes after decoding.` });
  const encoding = (source.encoding ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' && Number(source.length ?? 0) > maxBytes) throw tooLarge();
  const decoded = decode(source.stream, encoding);
  const chunks: Uint8Array[] = [];
  let total = 0;
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const timer = setTimeout(
    () => reject(new AppError('request.timeout', { detail: `The body must arrive within ${timeoutMs} ms.` })),
    timeoutMs,
  );
  decoded.on('data', (chunk: Uint8Array) => {
    total += chunk.byteLength;
    if (total > maxBytes) reject(tooLarge());
    else chunks.push(chunk);
  });
  decoded.on('end', () =>
    resolve(chunks.length === 1 ? (chunks[0] ?? new Uint8Array()) : Buffer.concat(chunks, total)),
  );
  const broken = (cause?: unknown): void => {
    const detail = encoding === 'identity' ? 'The body ended early.' : `The body is not valid ${encoding}.`;
    reject(new AppError('request.invalid', { detail, cause }));
  };
  decoded.on('error', broken);
  source.stream.on('error', broken);
  source.stream.on('aborted', broken);
  // Gone while its key was checked: no event will come any more.
  if (source.stream.destroyed && !source.stream.readableEnded) broken();
  try {
    return await promise;
  } catch (cause) {
    stopReading(source.stream, decoded);
    throw cause;
  } finally {
    clearTimeout(timer);
  }
}

/** Takes nothing more. The request's own stream is left to the server, which has an answer to send over it. */
function stopReading(stream: Readable, decoded: Readable): void {
  decoded.removeAllListeners('data');
  decoded.pause();
  if (decoded === stream) return;
  stream.unpipe();
  decoded.destroy();
}

function decode(stream: Readable, encoding: string): Readable {
  if (encoding === 'identity') return stream;
  if (encoding === 'gzip' || encoding === 'x-gzip') return stream.pipe(createGunzip());
  if (encoding === 'deflate') return stream.pipe(createInflate());
  throw new AppError('request.invalid', {
    errors: [
      {
        pointer: '/headers/content-encoding',
        code: 'request.invalid',
        detail: 'Send gzip, deflate or none.',
      },
    ],
  });
}
