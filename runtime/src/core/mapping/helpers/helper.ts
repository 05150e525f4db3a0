import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { fail, type Result } from '../../result.ts';

/** What an argument may be, in the words of CEL; with `?` it may be left out, and all after it. */
export type HelperKind = keyof KindValues;
type KindValues = {
  string: string;
  'string?': string | undefined;
  int: number;
  map: JsonObject;
  dyn: JsonValue;
  'dyn?': JsonValue | undefined;
};
type Arguments<Kinds extends readonly HelperKind[]> = { [At in keyof Kinds]: KindValues[Kinds[At]] };

/** A function that expressions and scripts may call, with the arguments that it takes. */
export type Helper = {
  kinds: readonly HelperKind[];
  gives: 'string' | 'int' | 'bool' | 'dyn';
  /** Fails with a reason that is safe to show, also for arguments of another kind. */
  call(args: readonly unknown[]): Result<JsonValue>;
};

/** No field is longer, and what a helper does with a text must not take long. */
const TEXT_LENGTH_MAX = 20_000;

/** Makes a helper of a plain function, whose arguments are checked before it runs. */
export function defineHelper<const Kinds extends readonly HelperKind[]>(
  kinds: Kinds,
  gives: Helper['gives'],
  run: (...args: Arguments<Kinds>) => Result<JsonValue>,
): Helper {
  return {
    kinds,
    gives,
    call: (args) => (areOf(kinds, args) ? run(...args) : fail(refuseArguments(kinds, args))),
  };
}

function areOf<Kinds extends readonly HelperKind[]>(
  kinds: Kinds,
  args: readonly unknown[],
): args is Arguments<Kinds> {
  return args.length <= kinds.length && kinds.every((kind, at) => isOf(kind, args[at]));
}

function isOf(kind: HelperKind, value: unknown): boolean {
  switch (kind) {
    case 'string':
      return typeof value === 'string' && value.length <= TEXT_LENGTH_MAX;
    case 'string?':
      return value === undefined || isOf('string', value);
    case 'int':
      return Number.isSafeInteger(value);
    case 'map':
      return isJsonObject(value);
    case 'dyn':
      return value !== undefined;
    case 'dyn?':
      return true;
  }
}

function refuseArguments(kinds: readonly HelperKind[], args: readonly unknown[]): string {
  if (args.length > kinds.length) return `takes at most ${kinds.length} arguments`;
  const at = kinds.findIndex((kind, position) => !isOf(kind, args[position]));
  const value = args[at];
  const [kind = ''] = kinds[at]?.split('?') ?? [];
  const wanted = kind === 'string' ? `a text of at most ${TEXT_LENGTH_MAX} characters` : NAMES[kind];
  return `argument ${at + 1} must be ${wanted}, not ${value === null ? 'null' : typeof value}`;
}

const NAMES: Readonly<Record<string, string>> = { int: 'a whole number', map: 'a table', dyn: 'given' };
