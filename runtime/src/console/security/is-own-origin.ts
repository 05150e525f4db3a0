/**
 * True when a write comes from our own pages. A missing Origin, or `null`, is refused like a foreign one: every
 * current browser sends it with a form (Fetch, "append a request Origin header").
 */
export function isOwnOrigin(origin: string | undefined, publicBaseUrl: string): boolean {
  return origin !== undefined && origin === new URL(publicBaseUrl).origin;
}
