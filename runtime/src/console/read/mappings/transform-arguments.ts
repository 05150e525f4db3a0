/** One argument of a transform as a control: a text, a whole number, one of a few, or a table of lines `from = to`. */
export type TransformArgument =
  | { name: string; kind: 'text' | 'whole' }
  /** One that must be said is said though it has no line. */
  | { name: string; kind: 'table'; isNeeded: boolean }
  | { name: string; kind: 'choice'; choices: readonly string[] };

const text = (name: string): TransformArgument => ({ name, kind: 'text' });
const whole = (name: string): TransformArgument => ({ name, kind: 'whole' });
const choice = (name: string, ...choices: string[]): TransformArgument => ({ name, kind: 'choice', choices });

/** The arguments that have a control of their own; any other is written as JSON beside them. */
const ARGUMENTS: Readonly<Record<string, readonly TransformArgument[]>> = {
  at: [whole('index')],
  concat: [text('separator')],
  date: [text('zone')],
  dateTime: [text('zone'), text('to'), choice('as', 'date', 'instant')],
  decimal: [choice('separator', '.', ',')],
  epoch: [choice('unit', 's', 'ms'), text('zone'), choice('as', 'date', 'instant')],
  join: [text('separator')],
  kana: [choice('to', 'half', 'full')],
  locale: [choice('fallback', 'en', 'ja')],
  lookup: [{ name: 'table', kind: 'table', isNeeded: true }, text('fallback')],
  minorUnits: [text('currency'), text('currencyFrom'), whole('digits')],
  money: [text('locale'), text('currency')],
  msDate: [text('zone'), choice('as', 'date', 'instant')],
  number: [text('locale')],
  padStart: [whole('length'), text('with')],
  percent: [choice('of', 'percent', 'ratio')],
  prefix: [text('text')],
  replace: [text('find'), text('with')],
  slice: [whole('from'), whole('to')],
  split: [text('separator')],
  suffix: [text('text')],
  unitCode: [{ name: 'table', kind: 'table', isNeeded: false }],
};

/** Transforms that say something by JSON arguments only, so that their field for it is always shown. */
const BY_JSON: ReadonlySet<string> = new Set(['map', 'filter', 'coalesce', 'boolean']);

/** The controls of a transform's arguments. */
export const argumentsOf = (name: string): readonly TransformArgument[] =>
  Object.hasOwn(ARGUMENTS, name) ? (ARGUMENTS[name] ?? []) : [];

/** True for a transform with arguments that have no control of their own. */
export const takesJson = (name: string): boolean => BY_JSON.has(name);
