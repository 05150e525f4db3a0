/** The bounds of the HTTP API. */
export type HttpLimits = {
  /** Counted after decoding, so that a small compressed body cannot become a large one. */
  apiBodyMaxBytes: number;
  ingestBodyMaxBytes: number;
  hookBodyMaxBytes: number;
  bodyTimeoutMs: number;
  /** Per key and window. */
  requestsMax: number;
  /** Per organization and window, over all of its keys. */
  organizationRequestsMax: number;
  /** Keys that the hub has not seen before, per network and window: beyond it none is looked up. */
  unknownKeysMax: number;
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
  organizationRequestsMax: 6_000,
  unknownKeysMax: 60,
  requestsWindowMs: 60_000,
};
