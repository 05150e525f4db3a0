import type { EmailMessage } from '../../flow/ports.ts';

const RECIPIENTS_MAX = 50;
const HEADER_MAX_CHARS = 500;
/** Common mail servers take 25 MB; base64 adds a third (RFC 2045). */
const ATTACHMENTS_MAX_BYTES = 15 * 1024 * 1024;

/** Also the name of a file, so it holds nothing that a path could be made of. */
const MESSAGE_ID = /^<[A-Za-z0-9._+=-]{1,100}@([A-Za-z0-9.-]{1,100}|\[[0-9A-Fa-f.:]{2,45}\])>$/;
/** Dot-atoms of RFC 5322 with UTF-8 (RFC 6531): no quoted local parts, comments, routes or lists. */
const ADDRESS = /^[^\s\p{C}"(),:;<>@[\\\]]{1,64}@[^\s\p{C}"(),:;<>@[\\\]]{1,255}$/u;
const MEDIA_TYPE = /^[a-z]+\/[a-z0-9.+-]{1,100}$/;
/** A line break in a header would begin another header; controls and lone surrogates have no business there either. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

/** Why a message cannot be sent as it is; undefined when it can. */
export function checkMessage(message: EmailMessage): string | undefined {
  const people = [...message.to, ...(message.cc ?? [])];
  if (!MESSAGE_ID.test(message.messageId)) return 'the Message-ID is malformed';
  if (message.to.length === 0) return 'there is no recipient';
  if (people.length > RECIPIENTS_MAX) return `there are more than ${RECIPIENTS_MAX} recipients`;
  const addresses = [message.from, ...people].map(({ address }) => address);
  if (message.replyTo !== undefined) addresses.push(message.replyTo);
  const wrong = addresses.find((address) => !ADDRESS.test(address));
  if (wrong !== undefined) return `${JSON.stringify(wrong.slice(0, 100))} is no e-mail address`;
  const headers = [message.subject, message.from.name, ...people.map(({ name }) => name)];
  headers.push(...message.attachments.map(({ filename }) => filename));
  if (headers.some((text) => UNPRINTABLE.test(text)))
    return 'a name or the subject holds a control character';
  if (headers.some((text) => text.length > HEADER_MAX_CHARS)) {
    return `a name or the subject has more than ${HEADER_MAX_CHARS} characters`;
  }
  if (message.attachments.some(({ mediaType }) => !MEDIA_TYPE.test(mediaType)))
    return 'a media type is malformed';
  const bytes = message.attachments.reduce((sum, attachment) => sum + attachment.bytes.byteLength, 0);
  return bytes > ATTACHMENTS_MAX_BYTES
    ? `the attachments have more than ${ATTACHMENTS_MAX_BYTES} bytes`
    : undefined;
}
