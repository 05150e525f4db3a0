import { z } from 'zod';
import { type Locale, Recipient } from '../../core/invoice/document.ts';
import type { JsonValue } from '../../core/json.ts';

const Recipients = z.array(Recipient);

/** Recipients as people write them: one a line, `Name <address>`, those who get a copy after `cc `. */
export function recipientsText(value: JsonValue): string {
  return (Recipients.safeParse(value).data ?? [])
    .map(
      ({ role, name, email }) =>
        `${role === 'copy' ? 'cc ' : ''}${name === '' ? email : `${name} <${email}>`}`,
    )
    .join('\n');
}

/** Reads them again. Who was there before keeps the language; anybody else gets that of the document. */
export function readRecipients(
  text: string,
  { locale, known }: { locale: Locale; known: readonly Recipient[] },
): Recipient[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, cc, rest = ''] = /^(cc[:\s]\s*)?(.*)$/i.exec(line) ?? [];
      const [, name, address] = /^(.*?)\s*<([^<>]*)>$/.exec(rest) ?? [undefined, '', rest];
      const email = (address ?? '').trim();
      return {
        role: cc === undefined ? ('bill_to' as const) : ('copy' as const),
        name: (name ?? '').trim(),
        email,
        locale: known.find((recipient) => recipient.email === email)?.locale ?? locale,
      };
    });
}
