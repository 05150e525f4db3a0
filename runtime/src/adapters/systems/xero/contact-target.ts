import { z } from 'zod';
import { AppError } from '../../../core/app-error.ts';
import { assert } from '../../../core/assert.ts';
import type { TargetRecord, TargetWrite } from '../../../flow/ports.ts';
import type { XeroContact } from './api-types.ts';
import type { XeroClient } from './client.ts';

const ContactFields = z.strictObject({
  name: z.string().min(1),
  email: z.string().nullable(),
  taxNumber: z.string().nullable(),
});

/** Reads a contact by ContactID or, as ContactNumber, by our customer id. */
export async function readContact(client: XeroClient, idOrNumber: string): Promise<TargetRecord | undefined> {
  const contact = await client.findContact(idOrNumber);
  return contact === undefined ? undefined : contactToRecord(contact);
}

function contactToRecord(contact: XeroContact): TargetRecord {
  const { ContactID, Name, EmailAddress, TaxNumber } = contact;
  return {
    externalId: ContactID,
    fields: { name: Name, email: EmailAddress || null, taxNumber: TaxNumber || null },
  };
}

/**
 * Creates or updates a contact; `references.customer` is our customer id. A contact of the same name that people made
 * becomes ours; one that carries another customer's id raises target.conflict.
 */
export async function writeContact(client: XeroClient, write: TargetWrite): Promise<{ externalId: string }> {
  const fields = ContactFields.safeParse(write.fields).data;
  const customerId = write.references['customer'];
  assert(fields !== undefined, 'a contact has a name, an e-mail and a tax number, or null');
  assert(customerId !== undefined && customerId.length <= 50, 'a contact is written for a customer of ours');
  const record = {
    ContactNumber: customerId,
    Name: fields.name,
    // An absent field is left as it is, an empty one is cleared.
    EmailAddress: fields.email ?? '',
    TaxNumber: fields.taxNumber ?? '',
  };
  const { externalId, operationKey } = write;
  const update = async (contactId: string): Promise<{ externalId: string }> => {
    const save = { list: 'Contacts', method: 'POST', operationKey } as const;
    return { externalId: await client.save({ ...save, record: { ContactID: contactId, ...record } }) };
  };
  if (externalId !== undefined) return update(externalId);
  try {
    return { externalId: await client.save({ list: 'Contacts', method: 'PUT', record, operationKey }) };
  } catch (refusal) {
    if (!(refusal instanceof AppError) || refusal.code !== 'target.refused') throw refusal;
    // Xero refuses a second active contact of one name. Whether that is the reason is asked, not read from its text.
    const contactId = await adoptByName(client, fields.name, customerId);
    if (contactId === undefined) throw refusal;
    return update(contactId);
  }
}

async function adoptByName(
  client: XeroClient,
  name: string,
  customerId: string,
): Promise<string | undefined> {
  const namesakes = (await client.findContactsByName(name)).filter(
    ({ ContactStatus }) => ContactStatus !== 'ARCHIVED',
  );
  const free = namesakes.find(({ ContactNumber }) => ContactNumber === '' || ContactNumber === customerId);
  if (free !== undefined || namesakes.length === 0) return free?.ContactID;
  throw new AppError('target.conflict', {
    detail: 'A contact of this name in Xero belongs to another customer; names are unique there.',
  });
}
