import type { Clock } from '../../runtime/src/flow/ports.ts';

/** A clock that stands until it is moved. */
export type MovableClock = Clock & { set(iso: string): void; advance(ms: number): void };

/** Makes a clock that stands at an instant. */
export function createMovableClock(iso: string): MovableClock {
  let nowMs = new Date(iso).getTime();
  return {
    now: () => new Date(nowMs),
    set: (next) => {
      nowMs = new Date(next).getTime();
    },
    advance: (ms) => {
      nowMs += ms;
    },
  };
}
