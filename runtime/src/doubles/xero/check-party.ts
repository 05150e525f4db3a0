import type { XeroStore } from './create-xero-store.ts';
import type { XeroOrganisation } from './xero-organisation.ts';

/** What Xero has against the contact and the currency of a document. */
export function checkParty(
  document: { Contact: { ContactID: string }; CurrencyCode: string },
  { store, organisation }: { store: XeroStore; organisation: XeroOrganisation },
): string[] {
  const reasons: string[] = [];
  if (!store.contacts().some(({ contactId }) => contactId === document.Contact.ContactID)) {
    reasons.push('The contact with the specified contact details could not be found.');
  }
  if (!organisation.currencies.includes(document.CurrencyCode)) {
    reasons.push(`Organisation is not subscribed to currency ${document.CurrencyCode}`);
  }
  return reasons;
}
