import { isJsonObject, type JsonObject, type JsonValue, toJson } from '../../../core/json.ts';
import type { TransformCall } from '../../../core/mapping/definition.ts';
import { constantToText, textToConstant } from './constant-text.ts';
import type { TransformDraft } from './editor-draft.ts';
import { tableToText, textToTable } from './table-text.ts';
import { argumentsOf, type TransformArgument } from './transform-arguments.ts';

/** A transform of a definition as the form holds it. */
export function callToDraft(call: TransformCall): TransformDraft {
  if (typeof call === 'string') return { name: call, args: {}, more: '' };
  const { name, ...args } = call;
  const said: Record<string, string> = {};
  const more: JsonObject = {};
  const known = argumentsOf(name);
  for (const [key, value] of Object.entries(toJson(args))) {
    const argument = known.find((one) => one.name === key);
    const text = argument === undefined ? undefined : argumentToText(argument, value);
    // An argument that is said to be empty stays said: its control means by an empty text that it is not.
    if (text === undefined || (text === '' && !isNeeded(argument))) more[key] = value;
    else said[key] = text;
  }
  return { name, args: said, more: Object.keys(more).length === 0 ? '' : JSON.stringify(more) };
}

/** The transform that the form says; arguments that are no JSON object are kept out, and said to be wrong beside it. */
export function draftToCall({ name, args, more }: TransformDraft): string | JsonObject {
  const said = argumentsOf(name).flatMap((argument) => {
    const text = args[argument.name] ?? '';
    return text === '' && !isNeeded(argument)
      ? []
      : [[argument.name, textToArgument(argument, text)] as const];
  });
  const all = { ...Object.fromEntries(said), ...readObject(more) };
  return Object.keys(all).length === 0 ? name : { name, ...all };
}

const isNeeded = (argument: TransformArgument | undefined): boolean =>
  argument?.kind === 'table' && argument.isNeeded;

/** A JSON object as typed; empty where it is none. */
function readObject(text: string): JsonObject {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

function argumentToText(argument: TransformArgument, value: JsonValue): string | undefined {
  if (argument.kind === 'table') return tableToText(value);
  if (argument.kind === 'whole') return typeof value === 'number' ? String(value) : undefined;
  if (typeof value === 'string') return argument.name === 'fallback' ? constantToText(value) : value;
  return argument.name === 'fallback' && typeof value !== 'object' ? String(value) : undefined;
}

function textToArgument(argument: TransformArgument, text: string): JsonValue {
  if (argument.kind === 'table') return textToTable(text);
  if (argument.kind === 'whole') return /^-?[0-9]{1,6}$/.test(text.trim()) ? Number(text) : text;
  return argument.name === 'fallback' ? textToConstant(text) : text;
}
