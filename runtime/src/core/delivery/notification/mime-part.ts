/** A part of a message (RFC 2045): its fields by lower-case name, unfolded, and what is below them. */
export type MimePart = { fields: ReadonlyMap<string, string>; body: string };

/** More lines of fields than these are in no message that a mail server writes. */
const FIELD_LINES_MAX = 2_000;
const PARTS_MAX = 20;

/** Reads fields and body; the first of several fields of a name counts. Undefined for more fields than a message has. */
export function readPart(text: string): MimePart | undefined {
  const end = /\r?\n\r?\n|^\r?\n/.exec(text);
  const head = end === null ? text : text.slice(0, end.index);
  const body = end === null ? '' : text.slice(end.index + end[0].length);
  const fields = readFields(head);
  return fields === undefined ? undefined : { fields, body };
}

/** The fields of a block (RFC 5322, 2.2), unfolded; lines that are none are passed over. */
export function readFields(block: string): Map<string, string> | undefined {
  const lines = block.split(/\r?\n/, FIELD_LINES_MAX + 1);
  if (lines.length > FIELD_LINES_MAX) return undefined;
  const fields = new Map<string, string>();
  let name: string | undefined;
  for (const line of lines) {
    if (/^[ \t]/.test(line)) {
      if (name !== undefined) fields.set(name, `${fields.get(name) ?? ''} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(':');
    const found = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    // A field that comes again must not be glued to the first by its folded lines.
    name = found === '' || fields.has(found) ? undefined : found;
    if (name !== undefined) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

/** The media type of a part in lower case and its parameters (RFC 2045, 5.1); text/plain where it names none. */
export function mediaTypeOf({ fields }: MimePart): { type: string; parameters: ReadonlyMap<string, string> } {
  const [type = '', ...rest] = (fields.get('content-type') ?? 'text/plain').split(';');
  const parameters = rest.map((parameter): [string, string] => {
    const [name = '', ...value] = parameter.split('=');
    return [name.trim().toLowerCase(), value.join('=').trim().replace(/^"|"$/g, '')];
  });
  return { type: type.trim().toLowerCase(), parameters: new Map(parameters) };
}

/**
 * The parts between the boundaries (RFC 2046, 5.1.1). Undefined where the closing boundary is missing, as in a message that
 * was cut, or where there are more parts than a notification has.
 */
export function splitParts(body: string, boundary: string): MimePart[] | undefined {
  const pieces: string[][] = [];
  let isClosed = false;
  for (const line of body.split('\n')) {
    const mark = line.trimEnd();
    isClosed = mark === `--${boundary}--`;
    if (isClosed || pieces.length > PARTS_MAX) break;
    if (mark === `--${boundary}`) pieces.push([]);
    else pieces.at(-1)?.push(line);
  }
  if (!isClosed) return undefined;
  const parts = pieces.map((lines) => readPart(lines.join('\n')));
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

/** The text of a part without its transfer encoding (RFC 2045, 6). */
export function decodedBody({ fields, body }: MimePart): string {
  const encoding = (fields.get('content-transfer-encoding') ?? '').toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const octets = body
    .replaceAll(/=[ \t]*\r?\n/g, '')
    .replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(octets, 'latin1').toString('utf8');
}
