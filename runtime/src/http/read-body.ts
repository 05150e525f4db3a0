import { AppError } from '../core/app-error.ts';

/** How much is read and how long it may take. */
export type ReadBodyOptions = { maxBytes: number; timeoutMs: number };

/**
 * Reads a request's body to its end, decoded. Bytes are counted as they come out of the decoder, so that reading stops
 * at the limit however small the compressed body is. Throws `request.body_too_large`, `request.timeout`, or
 * `request.invalid` for an encoding that is not known or does not hold.
 */
export async function readBody(
  request: Request,
  { maxBytes, timeoutMs }: ReadBodyOptions,
): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array();
  const tooLarge = () =>
    new AppError('request.body_too_large', { detail: `At most ${maxBytes} bytes after decoding.` });
  const encoding = (request.headers.get('content-encoding') ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' && Number(request.headers.get('content-length') ?? 0) > maxBytes)
    throw tooLarge();
  const reader = decode(request.body, encoding).getReader();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    reader.cancel().catch(() => undefined);
  }, timeoutMs);
  try {
    const chunks: Uint8Array[] = [];
    let total = 0;
    for (;;) {
      const { done, value } = await read(reader, encoding);
      if (isLate)
        throw new AppError('request.timeout', { detail: `The body must arrive within ${timeoutMs} ms.` });
      if (done) return Buffer.concat(chunks, total);
      total += value.byteLength;
      if (total > maxBytes) throw tooLarge();
      chunks.push(value);
    }
  } finally {
    clearTimeout(timer);
    reader.cancel().catch(() => undefined);
  }
}

function decode(body: ReadableStream<Uint8Array<ArrayBuffer>>, encoding: string): ReadableStream<Uint8Array> {
  if (encoding === 'identity') return body;
  if (encoding === 'gzip' || encoding === 'x-gzip') return body.pipeThrough(new DecompressionStream('gzip'));
  if (encoding === 'deflate') return body.pipeThrough(new DecompressionStream('deflate'));
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

async function read(reader: ReadableStreamDefaultReader<Uint8Array>, encoding: string) {
  try {
    return await reader.read();
  } catch (cause) {
    const detail = encoding === 'identity' ? 'The body ended early.' : `The body is not valid ${encoding}.`;
    throw new AppError('request.invalid', { detail, cause });
  }
}
