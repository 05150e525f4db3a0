import MailComposer from 'nodemailer/lib/mail-composer';
import type { EmailMessage } from '../../flow/ports.ts';

/** The message as bytes of RFC 5322 with our Message-ID; names, subject and file names in UTF-8 (RFC 2047, RFC 2231). */
export function composeMime(message: EmailMessage): Promise<Buffer> {
  return new MailComposer({
    messageId: message.messageId,
    from: message.from,
    to: message.to,
    ...(message.cc === undefined ? {} : { cc: message.cc }),
    ...(message.replyTo === undefined ? {} : { replyTo: { name: '', address: message.replyTo } }),
    subject: message.subject,
    text: message.text,
    attachments: message.attachments.map(({ filename, mediaType, bytes }) => ({
      filename,
      contentType: mediaType,
      contentDisposition: 'attachment',
      content: Buffer.from(bytes),
    })),
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}
