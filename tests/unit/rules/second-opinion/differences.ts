import type { Opinion } from './second-engine.ts';

/** A condition on which the engines differ for the plain invoice, and why that is right or harmless. */
type Difference = { condition: string; ours: Opinion; theirs: Opinion; reason: string };

const refusedByUs = (condition: string, theirs: Opinion, reason: string): Difference => ({
  condition,
  ours: 'no answer',
  theirs,
  reason,
});

const NO_BACKTRACKING = 'matches is refused at save: our engine would run it as a backtracking expression.';
const NO_COST = 'Lists in lists and growing texts are refused at save, whatever they would come to.';
const TYPED = 'Our engine checks types before anything runs; the other one looks only at what it meets.';
const WHOLE = 'Amounts and rates are whole numbers of one kind: others are refused at save.';

/** Every condition that was found to differ. A new one is a bug until it is explained here. */
export const DIFFERENCES: readonly Difference[] = [
  refusedByUs('currency.matches("^U")', true, NO_BACKTRACKING),
  refusedByUs('lines.exists(l, l.sku.matches("^(A+)+$"))', false, NO_BACKTRACKING),
  refusedByUs('lines.exists(l, lines.exists(m, m.sku == l.sku))', true, NO_COST),
  refusedByUs('currency.join() == currency || true', true, NO_COST),
  refusedByUs('lines[0].netMinor > 5', true, 'Rules take no positions: which line is first says nothing.'),
  refusedByUs('{"a": true}.a', true, 'Rules take no maps.'),
  refusedByUs('totalMinor == "270000"', false, TYPED),
  refusedByUs('totalMinor && isNewCustomer', false, TYPED),
  refusedByUs('lineCount == 1 || currency > 5', true, TYPED),
  refusedByUs('__proto__ == null', false, 'Names of JavaScript are reserved in our engine.'),
  refusedByUs('dyn(currency) == "USD"', true, 'dyn undoes the type check.'),
  refusedByUs('string(totalMinor) == "270000"', true, 'Conversions are refused: amounts stay numbers.'),
  refusedByUs('int("5") < totalMinor', true, 'Conversions are refused: amounts stay numbers.'),
  refusedByUs('totalMinor == 270000u', true, WHOLE),
  refusedByUs('totalMinor > 1.5', true, WHOLE),
  refusedByUs('double(totalMinor) > double(lineCount)', true, WHOLE),
  refusedByUs('uint(lineCount) == 1u', true, WHOLE),
  refusedByUs('9223372036854775808 > totalMinor', true, 'Beyond 64 bits; the other engine does not look.'),
  refusedByUs(
    '-9223372036854775808 < totalMinor',
    true,
    'The one number that is 64 bits only with its sign.',
  ),
  refusedByUs(
    '"a\u202Eb" != "ab"',
    true,
    'A reviewer would read another text: such marks are written as escapes.',
  ),
  {
    condition: '"Ä".lowerAscii() == "Ä"',
    ours: false,
    theirs: true,
    reason: 'Our engine lowers every letter, CEL only those of ASCII. Facts and literals are lowered alike.',
  },
  {
    condition: '"ＡＢＣ".lowerAscii() == "ａｂｃ"',
    ours: true,
    theirs: false,
    reason: 'Our engine lowers every letter, CEL only those of ASCII. Facts and literals are lowered alike.',
  },
  {
    condition: 'totalMinor > 5 // more',
    ours: true,
    theirs: 'no answer',
    reason: 'The other engine reads a comment only where a line ends after it.',
  },
];
