import { type DestinationStream, pino } from 'pino';
import { escapeControls } from '../../core/escape-controls.ts';
import { type LogFields, toAllowedFields } from '../../core/log-fields.ts';
import type { Log } from '../../flow/context.ts';

/**
 * The hub's log as JSON lines on stderr, so that stdout stays for what commands print. A line holds the fields that are
 * allowed by name and nothing else, and does nothing to the terminal that shows it.
 */
export function createLog(
  level: 'debug' | 'info' | 'warn' | 'error' | 'silent',
  destination: DestinationStream = pino.destination({ fd: 2, sync: false }),
): Log {
  const lines = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite: oneLine } },
    destination,
  );
  const linesOf =
    (level: 'info' | 'warn' | 'error') =>
    (fields: LogFields, message: string): void => {
      // Picking the fields is most of what a line costs, so one that is not written picks none.
      if (lines.isLevelEnabled(level)) lines[level](toAllowedFields(fields), message);
    };
  return { info: linesOf('info'), warn: linesOf('warn'), error: linesOf('error') };
}

/** JSON leaves C1, separators and marks of direction as they are. The line's own end stays. */
const oneLine = (line: string): string => `${escapeControls(line.slice(0, -1))}\n`;
