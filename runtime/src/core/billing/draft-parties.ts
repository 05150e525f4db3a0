import type { CanonicalContact } from '../canonical/contact.ts';
import type { CanonicalCustomer } from '../canonical/customer.ts';
import type { Locale, Party, PaymentInstructions, Recipient } from '../invoice/document.ts';
import type { BillingEntity } from './deal-to-draft.ts';

/** Who a draft is from, for and sent to. */
export type DraftParties = {
  seller: Party;
  buyer: Party;
  recipients: Recipient[];
  paymentInstructions: PaymentInstructions | null;
};

/** The parties of a draft as they are now. Where no contact is named, the customer's own address is billed. */
export function draftParties(
  input: { entity: BillingEntity; customer: CanonicalCustomer; contacts: CanonicalContact[] },
  locale: Locale,
): DraftParties {
  const { entity, customer } = input;
  return {
    seller: {
      name: entity.legalName,
      address: entity.address,
      email: entity.email,
      ...(entity.taxRegistration === null ? {} : { taxId: entity.taxRegistration }),
    },
    buyer: {
      name: customer.legalName ?? customer.name,
      ...(customer.address === undefined ? {} : { address: customer.address }),
      ...(customer.taxId === undefined ? {} : { taxId: customer.taxId }),
      ...(customer.email === undefined ? {} : { email: customer.email }),
    },
    recipients: recipientsOf(input, locale),
    paymentInstructions: entity.paymentInstructions,
  };
}

function recipientsOf(
  { contacts, customer }: { customer: CanonicalCustomer; contacts: CanonicalContact[] },
  locale: Locale,
): Recipient[] {
  if (contacts.length === 0 && customer.email !== undefined) {
    const name = customer.legalName ?? customer.name;
    return [{ role: 'bill_to', name, email: customer.email, locale: customer.locale ?? locale }];
  }
  return contacts.map((contact) => ({
    role: contact.role,
    name: contact.name,
    email: contact.email,
    locale: contact.locale ?? locale,
  }));
}
