import type { Clock } from '../../flow/ports.ts';

/** The machine's clock. */
export const createClock = (): Clock => ({ now: () => new Date() });
