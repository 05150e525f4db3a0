import type { JsonValue } from '../../core/json.ts';

/** What goes wrong with one call. */
export type FaultKind =
  /** Answers this instead of handling the call. */
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: JsonValue }
  /** The vendor's own 429, with Retry-After when seconds are given. */
  | { kind: 'rate_limit'; retryAfterSeconds?: number }
  /** Handles the call, then closes the socket without an answer. */
  | { kind: 'commit_then_hang_up' }
  /** Never answers, until `release` or `stop`. */
  | { kind: 'hang' }
  /** Answers 200 with broken JSON. */
  | { kind: 'garbage' }
  /** Answers 200 with valid JSON of this many bytes; 32 MiB unless told. */
  | { kind: 'oversize'; bytes?: number }
  /** Handles the call and sends the first half of the gzipped answer as if it were all. */
  | { kind: 'truncated_gzip' }
  /** Handles the call and sends the first byte of the answer, the rest never, until `release` or `stop`. */
  | { kind: 'slow_body' };

/** A fault for the next `times` calls (1 unless told) of this method (any unless told) below this path. */
export type Fault = FaultKind & { method?: string; pathPrefix: string; times?: number };

/** The fault script of a double: a queue, of which the first entry that fits a call is used up by it. */
export type Faults = {
  add(fault: Fault): void;
  take(method: string, path: string): Fault | undefined;
  /** Drops what was not used. */
  clear(): void;
  /** How many faults are still to come. */
  pendingCount(): number;
  /** Resolves when hanging calls are let go. */
  untilReleased(): Promise<void>;
  /** Lets every hanging call go. */
  release(): void;
};

/** An empty fault script. */
export function createFaults(): Faults {
  let queue: { fault: Fault; timesLeft: number }[] = [];
  let held = Promise.withResolvers<void>();
  return {
    add: (fault) => void queue.push({ fault, timesLeft: fault.times ?? 1 }),
    take(method, path) {
      const entry = queue.find(
        ({ fault }) => (fault.method ?? method) === method && path.startsWith(fault.pathPrefix),
      );
      if (entry === undefined) return undefined;
      entry.timesLeft -= 1;
      if (entry.timesLeft <= 0) queue = queue.filter((other) => other !== entry);
      return entry.fault;
    },
    clear() {
      queue = [];
    },
    pendingCount: () => queue.reduce((total, { timesLeft }) => total + timesLeft, 0),
    untilReleased: () => held.promise,
    release() {
      held.resolve();
      held = Promise.withResolvers<void>();
    },
  };
}
