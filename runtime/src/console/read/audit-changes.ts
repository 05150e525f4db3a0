import type { AuditView } from '../../flow/read/list-audit.ts';

/** One value that an audit entry changed; `before` is absent where there was none, `after` where none is left. */
export type AuditChange = { field: string; before: string | undefined; after: string | undefined };

const CHANGES_MAX = 12;

/** Ids, hashes, minor units and what has a place of its own on the page: the API lists entries whole. */
const UNREAD =
  /(^|\.)(id|.*Id|.*Hash|hash|sha256|.*Sha256|.*Minor)$|^(why|readBack|pdf|json|xml|reversed)(\.|$)/;

/** What an entry changed, value by value, without what did not change and what nobody reads. */
export function auditChanges({ before, after }: Pick<AuditView, 'before' | 'after'>): AuditChange[] {
  const old = flatten(members(before));
  // A first draft is shown on the page as a whole; only what changes in it later is worth a line.
  const now = flatten(before === null ? { ...after, document: null } : members(after));
  const fields = [...new Set([...old.keys(), ...now.keys()])];
  return fields
    .filter((field) => !UNREAD.test(field) && old.get(field) !== now.get(field))
    .slice(0, CHANGES_MAX)
    .map((field) => ({ field, before: old.get(field), after: now.get(field) }));
}

/** The members of an entry, those of a draft's content among them. */
function members(side: object | null): object {
  const { document, ...rest } = (side ?? {}) as { document?: unknown };
  return { ...rest, ...(typeof document === 'object' ? document : {}) };
}

function flatten(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined || value === '') return into;
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) {
    if (value.length > 0) into.set(path, value.join(', '));
  } else if (typeof value === 'object') {
    for (const [key, part] of Object.entries(value))
      flatten(part, path === '' ? key : `${path}.${key}`, into);
  } else into.set(path, String(value));
  return into;
}
