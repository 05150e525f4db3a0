/** IEEE 754 binary64 gives back every decimal of up to 15 digits unchanged; beyond that it may not. */
const DIGITS_MAX = 15;

/** The text of a JSON number when it is certain to be what the sender wrote; undefined when it is not. */
export function exactTextOf(value: number): string | undefined {
  const text = String(value);
  const isExact =
    Number.isFinite(value) && !text.includes('e') && text.replaceAll(/[-.]/g, '').length <= DIGITS_MAX;
  return isExact ? text : undefined;
}
