import type { Place } from '../mapping/path.ts';
import { explainLocale } from './explain-locale.ts';
import type { LineageBasis } from './lineage-basis.ts';
import { fromCanonical, fromKept, type Origin, unknown } from './origin.ts';

/** Where a value of the buyer comes from: the customer, whose legal name goes before its name. */
export function explainBuyer(basis: LineageBasis, place: Place, printed: string): Origin {
  const { customer } = basis;
  const own = (field: Place) => fromCanonical('customer', customer, field, printed);
  if (place[0] === 'name') return own(['legalName']) ?? own(['name']) ?? unknown('record_changed');
  return own(place) ?? unknown('record_changed');
}

/** Where a value of the seller comes from: the settings of the legal entity. */
export function explainSeller(basis: LineageBasis, place: Place, printed: string): Origin {
  const [first, ...rest] = place;
  const field = first === 'name' ? ['legalName'] : first === 'taxId' ? ['taxRegistration'] : [first ?? ''];
  return fromKept('entity', basis.entity, [...field, ...rest], printed);
}

/** Where a value of a recipient comes from: the deal's contact, or the customer where the deal names none. */
export function explainRecipient(basis: LineageBasis, place: Place, printed: string): Origin {
  const [at, field = ''] = place;
  if (basis.deal === null) return unknown('no_source');
  if (basis.deal.body.contactKeys.length > 0) {
    const contact = basis.contacts[Number(at)];
    const own = fromCanonical('contact', contact, [field], printed);
    return own ?? (field === 'locale' ? explainLocale(basis, printed) : unknown('record_changed'));
  }
  const ofCustomer = (member: string) => fromCanonical('customer', basis.customer, [member], printed);
  switch (field) {
    case 'name':
      return ofCustomer('legalName') ?? ofCustomer('name') ?? unknown('record_changed');
    case 'email':
      return ofCustomer('email') ?? unknown('record_changed');
    case 'locale':
      return ofCustomer('locale') ?? explainLocale(basis, printed);
    default:
      return { steps: [{ kind: 'decided', what: 'customer', stamp: basis.computed, basis: null }] };
  }
}
