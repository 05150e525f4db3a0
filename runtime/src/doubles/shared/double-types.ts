import type { Document } from 'openapi-backend';
import type { JsonValue } from '../../core/json.ts';
import type { Faults } from './faults.ts';

/** A call that matched the contract. A form body arrives as an object of strings. */
export type DoubleCall = {
  operationId: string;
  method: string;
  path: string;
  params: Record<string, string>;
  query: Record<string, string | string[]>;
  headers: Record<string, string>;
  body: JsonValue;
};

/** An answer; `body: null` sends no body. */
export type DoubleResponse = { status: number; headers?: Record<string, string>; body: JsonValue };

/** Handles one operation of the contract. */
export type DoubleHandler = (call: DoubleCall) => DoubleResponse | Promise<DoubleResponse>;

/** How the vendor words what is not in the contract's happy paths. */
export type VendorErrors = {
  notFound(): DoubleResponse;
  unauthorized(): DoubleResponse;
  /** The call does not fit the contract; one reason per place. */
  invalid(reasons: string[]): DoubleResponse;
  rateLimited(retryAfterSeconds: number | undefined): DoubleResponse;
};

/** What a double is made of. */
export type DoubleOptions = {
  /** Our own OpenAPI 3 contract: only the operations that a connector calls. */
  contract: Document;
  /** By operationId; every operation needs one. */
  handlers: Record<string, DoubleHandler>;
  errors: VendorErrors;
  /** By the name of the contract's security scheme: whether these headers (lower case) are let in. */
  security?: Record<string, (headers: Record<string, string>) => boolean>;
  /** Runs before anything else, for instance for rate limits; an answer ends the call. */
  before?: (call: {
    method: string;
    path: string;
    headers: Record<string, string>;
  }) => DoubleResponse | undefined;
  /** Added to every answer that was handled, for instance rate-limit headers. */
  headers?: () => Record<string, string>;
  /** 0, the default, takes a free one. */
  port?: number;
  faults?: Faults;
  /** Refuse to send what the contract does not allow. True unless told. */
  validateResponses?: boolean;
  nowMs?: () => number;
};

/** One call as the double saw it. `path` has no query. */
export type RequestLogEntry = { method: string; path: string; at: number };

/** A double that listens on 127.0.0.1. */
export type RunningDouble = {
  url: string;
  requests: RequestLogEntry[];
  faults: Faults;
  /** Answers that broke the contract; each was sent as 500. Empty in a sound double. */
  contractViolations: string[];
  stop(): Promise<void>;
};
