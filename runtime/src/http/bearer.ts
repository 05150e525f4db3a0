/**
 * The token of an Authorization field; undefined for one that holds none. RFC 6750 section 2.1; the scheme's case does
 * not count (RFC 9110 section 11.1).
 */
export const bearerOf = (header: string | undefined): string | undefined =>
  /^bearer +(\S+) *$/i.exec(header ?? '')?.[1];
