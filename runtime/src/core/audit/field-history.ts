import type { Actor } from '../actor.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { jsonDifferences } from '../json-differences.ts';
import { toJsonPointer } from '../mapping/json-pointer.ts';
import type { Place } from '../mapping/path.ts';
import { stableJson } from '../stable-json.ts';

/** An audit entry of an object, as far as its history needs it. */
export type HistoryEntry = {
  id: string;
  occurredAt: Date;
  actor: Actor;
  action: string;
  after: object | null;
  reason: string | null;
  requestId: string;
};

/** One value that an entry changed, by its JSON pointer; a side that had none is null. */
export type FieldChange = {
  path: string;
  from: JsonValue;
  to: JsonValue;
  at: Date;
  actor: Actor;
  action: string;
  reason: string | null;
  requestId: string;
  entryId: string;
};

/**
 * What entries of one object, oldest first, changed value by value, oldest first. An entry says what the object is after it:
 * the members of its `document`, and beside it those of `after` that are not of a document, such as the status. What it does
 * not name stays; null takes a member away. With a place only the changes of the value there, which may be a list or an object.
 */
export function fieldHistory(entries: readonly HistoryEntry[], place?: Place): FieldChange[] {
  let state: JsonObject = {};
  const ofDocument = new Set<string>();
  return entries.flatMap((entry) => {
    const before = state;
    const { document, ...besides } = (entry.after ?? {}) as JsonObject;
    const content = isJsonObject(document) ? document : {};
    for (const name of Object.keys(content)) ofDocument.add(name);
    state = withoutNull({ ...before, ...without(besides, ofDocument), ...content });
    return differences(before, state, place).map(({ path, from, to }) => ({
      path,
      from: from ?? null,
      to: to ?? null,
      at: entry.occurredAt,
      actor: entry.actor,
      action: entry.action,
      reason: entry.reason,
      requestId: entry.requestId,
      entryId: entry.id,
    }));
  });
}

/** To whom a mail went is `recipients` of its entry as well, and changes nothing of whom the document is addressed to. */
const without = (members: JsonObject, names: ReadonlySet<string>): JsonObject =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !names.has(name)));

type Difference = { path: string; from: JsonValue | undefined; to: JsonValue | undefined };

function differences(before: JsonObject, now: JsonObject, place: Place | undefined): Difference[] {
  if (place === undefined) {
    return jsonDifferences(before, now).map((one) => ({
      path: toJsonPointer(one.place),
      from: one.before,
      to: one.after,
    }));
  }
  const from = valueAt(before, place);
  const to = valueAt(now, place);
  return stableJson(from ?? null) === stableJson(to ?? null)
    ? []
    : [{ path: toJsonPointer(place), from, to }];
}

function valueAt(source: JsonValue, place: Place): JsonValue | undefined {
  let here: JsonValue | undefined = source;
  for (const step of place) {
    if (Array.isArray(here)) here = typeof step === 'number' ? here[step] : undefined;
    else if (isJsonObject(here)) here = Object.hasOwn(here, String(step)) ? here[String(step)] : undefined;
    else return undefined;
  }
  return here;
}

const withoutNull = (members: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
