/** The bounds of the HTTP API. */
export type HttpLimits = {
  /** Counted after decoding, so that a small compressed body cannot become a large one. */
  apiBodyMaxBytes: number;
  ingestBodyMaxBytes: number;
  hookBodyMaxBytes: number;
  bodyTimeoutMs: number;
  requestsMax: number;
  requestsWindowMs: number;
};

const MEBIBYTE_BYTES = 1024 * 1024;

/** The bounds unless the caller of `createApp` sets others. */
export const DEFAULT_LIMITS: HttpLimits = {
  apiBodyMaxBytes: MEBIBYTE_BYTES,
  ingestBodyMaxBytes: 8 * MEBIBYTE_BYTES,
  hookBodyMaxBytes: 2 * MEBIBYTE_BYTES,
  bodyTimeoutMs: 30_000,
  requestsMax: 600,
  requestsWindowMs: 60_000,
};
