import { pino } from 'pino';
import type { Log } from '../../flow/context.ts';

/** The hub's log as JSON lines on stderr, so that stdout stays for what commands print. */
export function createLog(level: 'debug' | 'info' | 'warn' | 'error' | 'silent'): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: false }),
  );
}
