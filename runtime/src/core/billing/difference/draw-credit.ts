import type { CurrencyCode } from '../../money/currency.ts';
import { onePiece } from '../print-amount.ts';
import type { DifferenceLine } from './difference-line.ts';

/** Credit lines that come to no more than a room, the first of them first, and what is left of them. */
export type DrawnCredit<Line extends DifferenceLine> = { lines: Line[]; left: Line[] };

/** Takes credit lines until the room in minor units is used up; the line that does not fit is parted. */
export function drawCredit<Line extends DifferenceLine>(
  credits: readonly Line[],
  roomMinor: bigint,
  currency: CurrencyCode,
): DrawnCredit<Line> {
  const drawn: DrawnCredit<Line> = { lines: [], left: [] };
  let room = roomMinor;
  for (const line of credits) {
    const creditMinor = -line.amountMinor;
    if (creditMinor <= room) {
      drawn.lines.push(line);
      room -= creditMinor;
      continue;
    }
    if (room > 0n) drawn.lines.push(partOfCredit(line, room, currency));
    // The charge itself is booked once; what does not fit is a difference of it.
    drawn.left.push(
      room > 0n ? { ...partOfCredit(line, creditMinor - room, currency), books: 'difference' } : line,
    );
    room = 0n;
  }
  return drawn;
}

/** Part of a credit, of an amount above zero in minor units; the rest is found again as the difference that is left. */
export function partOfCredit<Line extends DifferenceLine>(
  line: Line,
  creditMinor: bigint,
  currency: CurrencyCode,
): Line {
  return {
    ...line,
    amountMinor: -creditMinor,
    ...onePiece(-creditMinor, currency),
  };
}
