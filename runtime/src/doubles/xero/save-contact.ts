import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { JsonObject } from '../../core/json.ts';
import type { XeroStore } from './create-xero-store.ts';
import { refused, type SavedRecord } from './saved-record.ts';
import { contactToApi } from './to-api.ts';
import type { StoredContact } from './xero-types.ts';

const Input = z.object({
  ContactID: z.string().optional(),
  ContactNumber: z.string().optional(),
  Name: z.string().optional(),
  EmailAddress: z.string().optional(),
  TaxNumber: z.string().optional(),
});

/** Creates a contact, or with `isUpdate` changes one by its id; fields that are not sent stay. */
export function saveContact(
  store: XeroStore,
  record: JsonObject,
  { isUpdate, atMs }: { isUpdate: boolean; atMs: number },
): SavedRecord {
  const input = Input.parse(record);
  const before = isUpdate
    ? store.contacts().find(({ contactId }) => contactId === input.ContactID)
    : undefined;
  if (isUpdate && before === undefined)
    return refused(record, ['The contact with the specified ID could not be found.']);
  const after: StoredContact = {
    contactId: before?.contactId ?? randomUUID(),
    contactNumber: input.ContactNumber ?? before?.contactNumber ?? '',
    status: before?.status ?? 'ACTIVE',
    name: input.Name ?? before?.name ?? '',
    email: input.EmailAddress ?? before?.email ?? '',
    taxNumber: input.TaxNumber ?? before?.taxNumber ?? '',
    updatedAtMs: atMs,
  };
  const others = store.contacts().filter(({ contactId }) => contactId !== after.contactId);
  const reasons: string[] = [];
  if (after.name.trim() === '') reasons.push('The Contact Name cannot be empty.');
  if (
    others.some(({ name, status }) => status === 'ACTIVE' && name.toLowerCase() === after.name.toLowerCase())
  ) {
    reasons.push(
      `The contact name ${after.name} is already assigned to another contact. The contact name must be unique across all active contacts.`,
    );
  }
  if (
    after.contactNumber !== '' &&
    others.some(({ contactNumber }) => contactNumber === after.contactNumber)
  ) {
    reasons.push('The ContactNumber is already assigned to another contact.');
  }
  if (reasons.length > 0) return refused(record, reasons);
  store.putContact(after);
  return { isSaved: true, record: contactToApi(after), id: after.contactId };
}
