import { createHmac, timingSafeEqual } from 'node:crypto';

/** A delivery as it arrived: the exact bytes, and the headers of Standard Webhooks. */
export interface Delivery {
  id: string;
  /** Seconds since 1970, as text. */
  timestamp: string;
  signature: string;
  rawBody: Buffer;
}

/** Both ways, as the library of Standard Webhooks does it. */
const TOLERANCE_SECONDS = 300;
const SECRET_PREFIX = 'whsec_';

/**
 * Whether a delivery is the hub's own and fresh (Standard Webhooks 1.0.0, symmetric `v1`). Any signature of the list
 * may fit, as two secrets sign while one is being rotated. Without a secret nothing is genuine.
 */
export function isGenuine(delivery: Delivery, secret: string, now: Date): boolean {
  const { id, timestamp, signature, rawBody } = delivery;
  const key = Buffer.from(
    secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : '',
    'base64',
  );
  if (key.length === 0 || id === '' || !/^[0-9]{1,12}$/.test(timestamp)) return false;
  const ageSeconds = Math.floor(now.getTime() / 1000) - Number(timestamp);
  if (Math.abs(ageSeconds) > TOLERANCE_SECONDS) return false;
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(rawBody).digest();
  return signature.split(' ').some((entry) => fits(entry, expected));
}

function fits(entry: string, expected: Buffer): boolean {
  const [version, encoded] = entry.split(',', 2);
  if (version !== 'v1' || encoded === undefined) return false;
  const given = Buffer.from(encoded, 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
