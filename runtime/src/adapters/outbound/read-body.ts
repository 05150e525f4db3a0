import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../core/app-error.ts';

/**
 * Reads an answer's body, decoding gzip, and counts the decoded bytes so that a small bomb cannot grow.
 * Raises target.garbage when there are more than `maxBytes` or the coding is broken or unknown.
 */
export async function readBody(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const encoding = response.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  const chunks: Buffer[] = [];
  let totalBytes = 0;
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      totalBytes += chunk.length;
      if (totalBytes > maxBytes) {
        throw new AppError('target.garbage', { detail: `The answer is larger than ${maxBytes} bytes.` });
      }
      chunks.push(chunk);
    }
  };
  const plain: Readable = response;
  if (encoding === 'identity') await pipeline(plain, collect);
  else if (encoding === 'gzip') await pipeline(plain, createGunzip(), collect);
  else
    throw new AppError('target.garbage', {
      detail: 'The answer has a content coding that was not asked for.',
    });
  return Buffer.concat(chunks, totalBytes);
}
