import { mailLine } from '../../mail-line.ts';
import { fail, ok, type Result } from '../../result.ts';
import { REASON_MAX_CHARS, type ReportKind } from '../delivery-report.ts';
import { decodedBody, type MimePart, mediaTypeOf, readFields, readPart, splitParts } from './mime-part.ts';

/** What a delivery status notification says of one recipient of a mail. */
export type NotifiedRecipient = {
  /** The address that the mail was sent to, and where it went in the end, which differ where it was forwarded. */
  addresses: string[];
  /** Null for what is not decided: a mail that is late is neither sent nor back. */
  kind: ReportKind | null;
  reason: string | null;
};

/** A delivery status notification (RFC 3464). */
export type Notification = {
  /** Its own Message-ID; null where it has none. */
  messageId: string | null;
  /** Message-IDs that it may be about, the one of the returned mail first. */
  about: string[];
  /** The date that it bears; null where it bears none that can be read. */
  at: Date | null;
  recipients: NotifiedRecipient[];
};

/** More than any notification holds that is about a mail of ours, which goes to 50 people at most. */
const RECIPIENTS_MAX = 100;
const REPORT_MAX_CHARS = 256 * 1024;
const ABOUT_MAX = 20;
const ADDRESS_MAX_CHARS = 320;

const STATUS_TYPES = ['message/delivery-status', 'message/global-delivery-status'];
/** The mail itself or its header alone (RFC 6522, RFC 6533). */
const RETURNED_TYPES = ['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers'];

/** An expanded or relayed mail was handed on, and nobody says more of it (RFC 3464, 2.3.3). */
const KIND_OF_ACTION: ReadonlyMap<string, ReportKind | null> = new Map([
  ['failed', 'bounced'],
  ['delivered', 'sent'],
  ['relayed', 'sent'],
  ['expanded', 'sent'],
  ['delayed', null],
]);

/**
 * Reads a message as a delivery status notification: `multipart/report` with its report in the first level (RFC 6522), or
 * the text of one without its header. Fails with the reason for every other message, such as one that was cut, forwarded
 * inside another, or written by a person.
 */
export function readNotification(message: string): Result<Notification> {
  const whole = readPart(message);
  if (whole === undefined) return fail('It has more header lines than a mail server writes.');
  const read = boundaryOf(whole, message);
  if (!read.ok) return read;
  const { body, boundary } = read.value;
  const parts = splitParts(body, boundary);
  if (parts === undefined) return fail('It ends before its last part does, or has too many parts.');
  const status = parts.find((part) => STATUS_TYPES.includes(mediaTypeOf(part).type));
  if (status === undefined) return fail('It holds no delivery status (RFC 3464).');
  const report = decodedBody(status);
  if (report.length > REPORT_MAX_CHARS)
    return fail(`Its report has more than ${REPORT_MAX_CHARS} characters.`);
  const groups = report.split(/\r?\n[ \t]*\r?\n/).filter((group) => group.trim() !== '');
  if (groups.length > RECIPIENTS_MAX + 1) return fail(`It is about more than ${RECIPIENTS_MAX} recipients.`);
  const recipients = groups.flatMap((group) => readRecipient(group) ?? []);
  if (recipients.length === 0) return fail('It says of no recipient what became of the mail.');
  return ok({ ...stampOf(whole), about: messagesOf(whole, parts), recipients });
}

/**
 * What parts the parts, and where they begin. Of a message without its header, as IMAP gives its text (RFC 3501, 6.4.5) and
 * mail nodes of flows do, the first boundary counts.
 */
function boundaryOf(whole: MimePart, message: string): Result<{ body: string; boundary: string }> {
  const { type, parameters } = mediaTypeOf(whole);
  const boundary = parameters.get('boundary') ?? '';
  if (type === 'multipart/report') {
    return boundary === '' ? fail('It names no boundary of its parts.') : ok({ body: whole.body, boundary });
  }
  const isText = message.trimStart().startsWith('--') || !whole.fields.has('content-type');
  const first = isText ? /^--(\S{1,70})[ \t]*\r?$/m.exec(message)?.[1] : undefined;
  return first === undefined
    ? fail('Its media type is not multipart/report (RFC 6522).')
    : ok({ body: message, boundary: first });
}

/** What one group of fields says; undefined for the fields of the mail as a whole, and for what is not readable. */
function readRecipient(group: string): NotifiedRecipient | undefined {
  const fields = readFields(group) ?? new Map<string, string>();
  const action = (fields.get('action') ?? '').replace(/\(.*/, '').trim().toLowerCase();
  const kind = KIND_OF_ACTION.get(action);
  const addresses = ['original-recipient', 'final-recipient'].flatMap((name) => addressOf(fields.get(name)));
  if (kind === undefined || addresses.length === 0) return undefined;
  const why = ['status', 'diagnostic-code'].flatMap((name) => fields.get(name) ?? []).join(' ');
  const reason = mailLine(why, REASON_MAX_CHARS);
  return { addresses, kind, reason: reason === '' ? null : reason };
}

/** The address behind its type, as in `rfc822; louisl@larry.slip.umd.edu`. */
function addressOf(field: string | undefined): string[] {
  const semicolon = field?.indexOf(';') ?? -1;
  const address = mailLine(field?.slice(semicolon + 1) ?? '', ADDRESS_MAX_CHARS).replace(/^<|>$/g, '');
  return address.includes('@') ? [address] : [];
}

function stampOf({ fields }: MimePart): Pick<Notification, 'messageId' | 'at'> {
  const time = Date.parse((fields.get('date') ?? '').slice(0, 100));
  return {
    messageId: idsIn(fields.get('message-id'))[0] ?? null,
    at: Number.isNaN(time) ? null : new Date(time),
  };
}

function messagesOf({ fields }: MimePart, parts: readonly MimePart[]): string[] {
  const returned = parts
    .filter((part) => RETURNED_TYPES.includes(mediaTypeOf(part).type))
    .flatMap((part) => readPart(decodedBody(part))?.fields.get('message-id') ?? []);
  const named = [...returned, fields.get('in-reply-to'), fields.get('references')].flatMap(idsIn);
  return [...new Set(named)].slice(0, ABOUT_MAX);
}

const idsIn = (field: string | undefined): string[] => field?.match(/<[^<>\s]{1,320}>/g) ?? [];
