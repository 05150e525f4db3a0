const CAUSES_MAX = 5;
const FRAMES_MAX = 12;
const QUERY_MAX_CHARS = 400;
const FRAME = /^\s+at .+:\d+:\d+\)?$/;
/** Names that programs give: a code, a constraint, a table; never what somebody typed. */
const NAME = /^[A-Za-z0-9_.]{1,80}$/;
const NAMED_FIELDS = ['code', 'constraint_name', 'table_name', 'column_name', 'routine'] as const;

/**
 * What the log says of a failure that nobody foresaw: which error it was, its codes, its SQL without the values, where
 * it was thrown, and what caused it. Texts of libraries stay out, because they quote what they choked on: a body, a
 * parameter, a URL (CWE-532). Undefined where there is no cause.
 */
export function describeCause(cause: unknown): string | undefined {
  if (cause === undefined) return undefined;
  const described: string[] = [];
  let current: unknown = cause;
  for (let depth = 0; depth < CAUSES_MAX && current !== undefined; depth += 1) {
    described.push(current instanceof Error ? describeError(current) : `thrown: ${typeof current}`);
    current = current instanceof Error ? current.cause : undefined;
  }
  return described.join('\ncaused by ');
}

function describeError(error: Error): string {
  const fields = new Map<string, unknown>(Object.entries(error));
  const names = NAMED_FIELDS.flatMap((field) => {
    const value = fields.get(field);
    return typeof value === 'string' && NAME.test(value) ? [`${field}=${value}`] : [];
  });
  const query = fields.get('query');
  const head = [
    NAME.test(error.name) ? error.name : 'Error',
    ...names,
    ...(isOwnText(error) ? [error.message] : []),
    // Drizzle keeps the values beside it, and puts them into its message.
    ...(typeof query === 'string' ? [`query=${query.slice(0, QUERY_MAX_CHARS)}`] : []),
  ];
  return [head.join(' '), ...framesOf(error)].join('\n');
}

/** Texts that a mistake in our own code makes: they name variables and properties of the program. */
const isOwnText = ({ name, message }: Error): boolean =>
  name === 'TypeError' ||
  name === 'ReferenceError' ||
  // What assertNever did not expect may be anything.
  (message.startsWith('assertion: ') && !message.startsWith('assertion: unexpected '));

/** The frames below the message, which may have lines that look like frames. */
function framesOf({ stack = '', message }: Error): string[] {
  const at = stack.indexOf(message);
  const below = at === -1 ? stack : stack.slice(at + message.length);
  return below
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, FRAMES_MAX);
}
