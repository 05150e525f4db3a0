import { HELPERS } from '../../core/mapping/helpers/table.ts';
import { ANSWER_TAGS } from './guest-call.ts';

/** Those that the guest has a version of its own of: a table of the script need not cross, nor be JSON. */
const OWN = new Set(['lookup']);
const NAMES = JSON.stringify([...HELPERS.keys()].filter((name) => !OWN.has(name)));

/**
 * Guest source of `ctx.helpers`. The helpers of `core/mapping/helpers` are called through `callHub(name, JSON)`, so
 * that an expression and a script cannot differ. Beside them, for what needs no crossing:
 * - `text.trim(value)`: without surrounding white space (also U+3000); undefined when nothing is left or it is no text
 * - `text.collapse(value)`: trimmed, and every run of white space is one space
 * - `text.halfWidth(value)`: Unicode NFKC, so that `１２３` is `123`
 * - `decimal.add|subtract|multiply(left, right)`: exact, without trailing zeros; `decimal.compare`: -1, 0 or 1
 * - `lookup(table, key, fallback)`: an own entry of a table; without a fallback a missing entry is an error
 */
export const GUEST_HELPERS = String.raw`
((callHub) => {
  'use strict';
  const { parse, stringify } = JSON;
  const shared = {};
  for (const name of ${NAMES}) {
    shared[name] = (...args) => {
      const answer = callHub(name, stringify(args));
      if (answer[0] === '${ANSWER_TAGS.refused}') throw new TypeError(answer.slice(1));
      return parse(answer.slice(1));
    };
  }

  const DIGITS_MAX = 100;
  const DECIMAL = /^(-?)([0-9]+)(?:\.([0-9]+))?$/;

  const read = (value) => {
    if (typeof value !== 'string') throw new TypeError('a decimal is text such as "12.50", not ' + typeof value);
    if (value.length > DIGITS_MAX) throw new RangeError('a decimal has at most ' + DIGITS_MAX + ' characters');
    const parts = DECIMAL.exec(value);
    if (parts === null) throw new TypeError('"' + value + '" is no plain decimal number');
    const fraction = parts[3] ?? '';
    const units = BigInt(parts[2] + fraction);
    return { units: parts[1] === '-' ? -units : units, scale: fraction.length };
  };

  const align = (left, right) => {
    const a = read(left);
    const b = read(right);
    const scale = a.scale > b.scale ? a.scale : b.scale;
    return { a: a.units * 10n ** BigInt(scale - a.scale), b: b.units * 10n ** BigInt(scale - b.scale), scale };
  };

  const write = (units, scale) => {
    const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
    const whole = digits.slice(0, digits.length - scale);
    const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
    return (units < 0n ? '-' : '') + whole + (fraction === '' ? '' : '.' + fraction);
  };

  const decimal = Object.assign(shared.decimal, {
    add: (left, right) => { const { a, b, scale } = align(left, right); return write(a + b, scale); },
    subtract: (left, right) => { const { a, b, scale } = align(left, right); return write(a - b, scale); },
    multiply: (left, right) => {
      const a = read(left);
      const b = read(right);
      return write(a.units * b.units, a.scale + b.scale);
    },
    compare: (left, right) => { const { a, b } = align(left, right); return a < b ? -1 : a > b ? 1 : 0; },
  });

  const trim = (value) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined);
  const text = {
    trim,
    collapse: (value) => trim(value)?.replace(/\s+/g, ' '),
    halfWidth: (value) => trim(value)?.normalize('NFKC'),
  };

  const lookup = (table, key, ...fallback) => {
    if (Object.hasOwn(table, key)) return table[key];
    if (fallback.length > 0) return fallback[0];
    throw new Error('the table has no entry for "' + String(key).slice(0, 100) + '"');
  };

  return { ...shared, text, decimal, lookup };
})
`;
