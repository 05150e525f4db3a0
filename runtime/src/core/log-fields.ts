/** What a line of the log may tell beside its message. What is not here is left out: no header, cookie, token or body. */
const LOG_FIELDS = [
  'attempt',
  'code',
  'context',
  'deliveryId',
  'durationMs',
  'err',
  'httpStatus',
  'isFinal',
  'key',
  'keyId',
  'library',
  'method',
  'migrations',
  'organizationId',
  'outcome',
  'receiverId',
  'requestId',
  'route',
  'stage',
  'status',
  'url',
] as const;

/** What of an error's context goes into the log with it. */
const CONTEXT_FIELDS: ReadonlySet<string> = new Set([
  'afterMs',
  'connectionId',
  'dealId',
  'limitClass',
  'networkCode',
  'outcome',
  'path',
  'pointers',
  'status',
  'waiting',
]);

/** The fields of a line of the log. */
export type LogFields = { readonly [Name in (typeof LOG_FIELDS)[number]]?: unknown };

/** The fields that may be told, whatever the caller gave. */
export function toAllowedFields(fields: LogFields): LogFields {
  return Object.fromEntries(
    LOG_FIELDS.flatMap((name) => {
      const value = fields[name];
      if (value === undefined) return [];
      return [[name, name === 'context' ? toAllowedContext(value) : value]];
    }),
  );
}

function toAllowedContext(context: unknown): unknown {
  if (typeof context !== 'object' || context === null) return undefined;
  return Object.fromEntries(Object.entries(context).filter(([name]) => CONTEXT_FIELDS.has(name)));
}
