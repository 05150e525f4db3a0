import { createHmac } from 'node:crypto';

const PERIOD_MS = 30_000;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code that an authenticator app shows for an `otpauth:` address at an instant (RFC 6238, six digits, SHA-1). */
export function totp(uri: string, atMs: number = Date.now()): string {
  const secret = fromBase32(new URL(uri).searchParams.get('secret') ?? '');
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / PERIOD_MS)));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  const number = digest.readUInt32BE(offset) & 0x7f_ff_ff_ff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** Six digits that the address does not give now, nor shortly before or after. */
export function wrongTotp(uri: string): string {
  const near = [-1, 0, 1].map((step) => totp(uri, Date.now() + step * PERIOD_MS));
  return ['000000', '111111', '222222', '333333'].find((code) => !near.includes(code)) ?? '';
}

function fromBase32(text: string): Buffer {
  let bits = '';
  for (const sign of text.replaceAll('=', '')) bits += ALPHABET.indexOf(sign).toString(2).padStart(5, '0');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
