import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EditFrame } from '../../../runtime/src/core/approvals/tolerance/edit-frame.ts';
import {
  type EditTolerance,
  keepsWithin,
} from '../../../runtime/src/core/approvals/tolerance/edit-tolerance.ts';
import { percentToPpm, ppmToPercent } from '../../../runtime/src/core/approvals/tolerance/percent-ppm.ts';
import { minorToText } from '../../../runtime/src/core/money/minor-to-text.ts';
import { currencyOf } from '../../../runtime/src/db/currency-of.ts';

const USD = currencyOf('USD');
const frameOf = (netsMinor: readonly bigint[], hash = 'same'): EditFrame => ({
  hash,
  total: minorToText(
    netsMinor.reduce((sum, net) => sum + net, 0n),
    2,
  ),
  lineNets: netsMinor.map((net) => minorToText(net, 2)),
});
const nets = fc.array(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 12n }), { minLength: 1, maxLength: 5 });
const tolerance: fc.Arbitrary<EditTolerance> = fc.record({
  ppm: fc.bigInt({ min: 1n, max: 100_000n }),
  amountMinor: fc.bigInt({ min: 1n, max: 10n ** 6n }),
});
const absolute = (value: bigint): bigint => (value < 0n ? -value : value);
const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);

test('what keeps to a tolerance is off by no more than either limit, in its total and between its lines', () => {
  fc.assert(
    fc.property(
      nets,
      fc.array(fc.bigInt({ min: -1_000n, max: 1_000n })),
      tolerance,
      (before, moves, limit) => {
        const after = before.map((net, place) => net + (moves[place] ?? 0n));
        const kept = keepsWithin(limit, { approved: frameOf(before), edited: frameOf(after), currency: USD });
        const change = absolute(sum(after) - sum(before));
        const moved = sum(after.map((net, place) => absolute(net - (before[place] ?? 0n))));
        const share = (absolute(sum(before)) * limit.ppm) / 1_000_000n;
        const isWithin = [change, moved].every((each) => each <= limit.amountMinor && each <= share);
        expect(kept !== undefined).toBe(isWithin);
      },
    ),
  );
});

test('nothing keeps to it that changes what no tolerance covers, or the number of lines', () => {
  fc.assert(
    fc.property(nets, tolerance, (before, limit) => {
      const approved = frameOf(before);
      const other = { approved, edited: frameOf(before, 'other'), currency: USD };
      const longer = { approved, edited: frameOf([...before, 0n]), currency: USD };
      expect([keepsWithin(limit, other), keepsWithin(limit, longer)]).toEqual([undefined, undefined]);
    }),
  );
});

test('a share in percent is the parts per million that it says, without a float', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 100_000n }), (ppm) => {
      expect(percentToPpm(ppmToPercent(ppm))).toEqual({ ok: true, value: ppm });
    }),
  );
  for (const text of ['10.0001', '0.00001', '-1', '1e1', '']) expect(percentToPpm(text).ok).toBe(false);
});
