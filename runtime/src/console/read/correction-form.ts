import type { InvoiceDocument, Recipient } from '../../core/invoice/document.ts';
import type { FormValues } from './read-form.ts';

/** Of the buyer and its address, in the order of the form. */
export const BUYER_FIELDS = ['contactName', 'phone', 'email'] as const;
export const ADDRESS_FIELDS = ['line1', 'line2', 'postalCode', 'city', 'region'] as const;
const RECIPIENT_FIELDS = ['name', 'email', 'role', 'locale'] as const;

/** How many lines of recipients the form has: those that there are, and one to add somebody. */
export const recipientLines = ({ recipients }: InvoiceDocument): number => recipients.length + 1;

/** The form as it is first shown: the document as it stands. */
export function correctionValues(document: InvoiceDocument, version: number): FormValues {
  const { buyer, recipients } = document;
  const ofRecipient = (recipient: Recipient, line: number) =>
    RECIPIENT_FIELDS.map((field) => [`recipients.${line}.${field}`, recipient[field]]);
  return Object.fromEntries([
    ['version', String(version)],
    ...BUYER_FIELDS.map((field) => [`buyer.${field}`, buyer[field]]),
    ...ADDRESS_FIELDS.map((field) => [`address.${field}`, buyer.address?.[field]]),
    ...recipients.flatMap(ofRecipient),
  ]);
}

/** What a form asks to correct, and the line of the form for each recipient in it. */
export type AskedCorrection = { input: object; lineOf: readonly number[] };

/** Reads the form as the verb's input; a control that was locked names nothing, and an empty one takes the value off. */
export function readCorrection(values: FormValues): AskedCorrection {
  const rows = [...Array(LINES_MAX).keys()].flatMap((line) => {
    const [name, email, role, locale] = RECIPIENT_FIELDS.map((field) =>
      textOf(values, `recipients.${line}.${field}`),
    );
    return !name && !email ? [] : [{ line, recipient: { name: name ?? '', email, role, locale } }];
  });
  // One line only is a document that had nobody: then there is nothing to say about them.
  const isNobody = rows.length === 0 && values['recipients.1.role'] === undefined;
  const address = membersOf(values, 'address', ADDRESS_FIELDS);
  const version = textOf(values, 'version');
  return {
    input: {
      reason: textOf(values, 'reason') ?? '',
      ...(version === undefined ? {} : { version: Number(version) }),
      buyer: {
        ...membersOf(values, 'buyer', BUYER_FIELDS),
        ...(Object.keys(address).length === 0 ? {} : { address }),
      },
      ...(isNobody ? {} : { recipients: rows.map(({ recipient }) => recipient) }),
    },
    lineOf: rows.map(({ line }) => line),
  };
}

const LINES_MAX = 21;

const textOf = (values: FormValues, name: string): string | undefined => values[name]?.trim();

function membersOf(
  values: FormValues,
  room: string,
  fields: readonly string[],
): Record<string, string | null> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const text = textOf(values, `${room}.${field}`);
      return text === undefined ? [] : [[field, text === '' ? null : text]];
    }),
  );
}

/** The name of the form's control at a path of the verb's input. */
export const correctionFieldOf =
  (lineOf: readonly number[]) =>
  ([room, second, third]: readonly PropertyKey[]): string => {
    if (room === 'recipients') return `recipients.${lineOf[Number(second)] ?? 0}.${String(third ?? 'email')}`;
    if (room === 'buyer')
      return second === 'address' ? `address.${String(third)}` : `buyer.${String(second)}`;
    return String(room ?? '');
  };
