/**
 * Reads Retry-After (RFC 9110, 10.2.3) as milliseconds: seconds, or a date measured against the answer's own Date,
 * so that our clock plays no part. Undefined when absent or unreadable; never negative.
 */
export function parseRetryAfter(headers: Record<string, string>): number | undefined {
  const text = headers['retry-after']?.trim();
  if (text === undefined) return undefined;
  if (/^[0-9]{1,9}$/.test(text)) return Number.parseInt(text, 10) * 1_000;
  const delayMs = Date.parse(text) - Date.parse(headers['date'] ?? '');
  return Number.isNaN(delayMs) ? undefined : Math.max(0, delayMs);
}
