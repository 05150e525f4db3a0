import { assert } from '../../assert.ts';
import type { Share } from '../charge.ts';

/**
 * The share of a span of time that is left at an instant, to the millisecond: the `second` basis for systems that
 * prorate from the instant of a change (oracle PR-01). `from` belongs to the span, `to` does not.
 */
export function unusedShareAt(instant: Date, span: { from: Date; to: Date }): Share {
  const [from, at, to] = [span.from, instant, span.to].map((each) => each.getTime());
  assert(from !== undefined && at !== undefined && to !== undefined, 'three instants have three times');
  assert(from < to && from <= at && at <= to, 'the instant is within the span');
  return { numerator: BigInt(to - at), denominator: BigInt(to - from) };
}
