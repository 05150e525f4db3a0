import type { Party } from '../invoice/document.ts';
import { type EInvoiceProfile, isRegistrationNumber } from './profile.ts';
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

/** Scheme of the Japanese registration number on the Peppol network. */
const REGISTRATION_SCHEME = '0221';

/** A party (BG-4 or BG-7) as cac:Party, in the order of UBL 2.1. */
export function ublParty(input: UblPartyInput): XmlElement {
  const { party, side, profile, fallbackId } = input;
  const taxId = input.isTaxNumberShown ? party.taxId : undefined;
  return group(
    'cac:Party',
    profile === 'jp-pint'
      ? leaf('cbc:EndpointID', party.taxId, { schemeID: REGISTRATION_SCHEME })
      : undefined,
    side === 'seller' && party.taxId === undefined
      ? group('cac:PartyIdentification', leaf('cbc:ID', fallbackId))
      : undefined,
    group('cac:PartyName', leaf('cbc:Name', party.name)),
    address(party.address),
    taxId === undefined ? undefined : taxScheme(taxId, input),
    group(
      'cac:PartyLegalEntity',
      leaf('cbc:RegistrationName', party.name),
      isShownAsLegalId(input) ? leaf('cbc:CompanyID', party.taxId) : undefined,
    ),
    group('cac:Contact', leaf('cbc:ElectronicMail', party.email)),
  );
}

function address(given: Party['address']): XmlElement | undefined {
  if (given === undefined) return undefined;
  return group(
    'cac:PostalAddress',
    leaf('cbc:StreetName', given.line1),
    leaf('cbc:AdditionalStreetName', given.line2),
    leaf('cbc:CityName', given.city),
    leaf('cbc:PostalZone', given.postalCode),
    leaf('cbc:CountrySubentity', given.region),
    group('cac:Country', leaf('cbc:IdentificationCode', given.country)),
  );
}

/** A VAT number begins with its country (BR-CO-09), which Greece writes EL and Northern Ireland XI. */
function isVatNumber({ taxId = '', address: place }: Party, profile: EInvoiceProfile): boolean {
  if (profile === 'jp-pint') return isRegistrationNumber(taxId);
  const country = place?.country ?? '';
  return [country, ...(VAT_PREFIXES[country] ?? [])].some(
    (prefix) => prefix !== '' && taxId.startsWith(prefix),
  );
}

const VAT_PREFIXES: Record<string, string[]> = { GR: ['EL'], GB: ['XI'] };

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

function isShownAsLegalId({ party, side, profile, isTaxNumberShown }: UblPartyInput): boolean {
  if (party.taxId === undefined) return false;
  if (!isTaxNumberShown) return true;
  return side === 'buyer' && !isVatNumber(party, profile);
}
