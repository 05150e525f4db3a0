import type { Party } from '../invoice/document.ts';
import { electronicAddressOf, readSchemedId } from './electronic-address.ts';
import type { EInvoiceProfile } from './profile.ts';
import { ublAddress } from './ubl-address.ts';
import { isVatNumber } from './vat-number.ts';
import { group, leaf, type XmlElement } from './xml.ts';

/** How a party is written: which side it is on, in which profile, and whether its tax number may be shown. */
export type UblPartyInput = {
  party: Party;
  side: 'seller' | 'buyer';
  profile: EInvoiceProfile;
  isTaxNumberShown: boolean;
  /** Names a seller who is registered nowhere (BT-29, for BR-CO-26). */
  fallbackId: string;
};

/** A party (BG-4 or BG-7) as cac:Party, in the order of UBL 2.1. */
export function ublParty(input: UblPartyInput): XmlElement {
  const { party, side, profile, fallbackId } = input;
  const taxId = input.isTaxNumberShown ? party.taxId : undefined;
  const address = electronicAddressOf(party, profile);
  const legalId = legalIdOf(input);
  const isNamed = side === 'buyer' || party.taxId !== undefined || party.legalId !== undefined;
  return group(
    'cac:Party',
    leaf('cbc:EndpointID', address?.id, { schemeID: address?.scheme }),
    isNamed ? undefined : group('cac:PartyIdentification', leaf('cbc:ID', fallbackId)),
    group('cac:PartyName', leaf('cbc:Name', party.name)),
    ublAddress('cac:PostalAddress', party.address),
    taxId === undefined ? undefined : taxScheme(taxId, input),
    group(
      'cac:PartyLegalEntity',
      leaf('cbc:RegistrationName', party.name),
      leaf('cbc:CompanyID', legalId?.id, { schemeID: legalId?.scheme }),
    ),
    group(
      'cac:Contact',
      leaf('cbc:Name', party.contactName),
      leaf('cbc:Telephone', party.phone),
      leaf('cbc:ElectronicMail', party.email),
    ),
  );
}

/** Who is paid in the seller's place (BG-10), as cac:PayeeParty. */
export function ublPayee(payee: Party | undefined): XmlElement | undefined {
  if (payee === undefined) return undefined;
  const legalId = readSchemedId(payee.legalId);
  return group(
    'cac:PayeeParty',
    group('cac:PartyName', leaf('cbc:Name', payee.name)),
    group('cac:PartyLegalEntity', leaf('cbc:CompanyID', legalId?.id, { schemeID: legalId?.scheme })),
  );
}

/** Who declares the seller's tax (BG-11), as cac:TaxRepresentativeParty. */
export function ublTaxRepresentative(representative: Party | undefined): XmlElement | undefined {
  if (representative === undefined) return undefined;
  return group(
    'cac:TaxRepresentativeParty',
    group('cac:PartyName', leaf('cbc:Name', representative.name)),
    ublAddress('cac:PostalAddress', representative.address),
    group(
      'cac:PartyTaxScheme',
      leaf('cbc:CompanyID', representative.taxId),
      group('cac:TaxScheme', leaf('cbc:ID', 'VAT')),
    ),
  );
}

/** BT-31 and BT-48, or BT-32 for a seller's number of another kind; a buyer's is its legal number then (BT-47). */
function taxScheme(taxId: string, { party, side, profile }: UblPartyInput): XmlElement | undefined {
  const isVat = isVatNumber(party, profile);
  if (!isVat && side === 'buyer') return undefined;
  return group(
    'cac:PartyTaxScheme',
    leaf('cbc:CompanyID', taxId),
    group('cac:TaxScheme', leaf('cbc:ID', isVat ? 'VAT' : 'TAX')),
  );
}

/** BT-30 or BT-47; a tax number that cannot stand as one is the party's legal number. */
function legalIdOf(input: UblPartyInput): { id: string | undefined; scheme?: string } | undefined {
  const { party, side, profile, isTaxNumberShown } = input;
  const stated = readSchemedId(party.legalId);
  if (stated !== undefined) return stated;
  const isElsewhere = isTaxNumberShown && (side === 'seller' || isVatNumber(party, profile));
  return isElsewhere ? undefined : { id: party.taxId };
}
