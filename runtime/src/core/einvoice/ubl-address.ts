import type { Address } from '../invoice/document.ts';
import { group, leaf, type XmlElement } from './xml.ts';

/** An address in the order of UBL 2.1, as the element that it stands in calls it. */
export function ublAddress(name: string, given: Address | undefined): XmlElement | undefined {
  if (given === undefined) return undefined;
  return group(
    name,
    leaf('cbc:StreetName', given.line1),
    leaf('cbc:AdditionalStreetName', given.line2),
    leaf('cbc:CityName', given.city),
    leaf('cbc:PostalZone', given.postalCode),
    leaf('cbc:CountrySubentity', given.region),
    group('cac:Country', leaf('cbc:IdentificationCode', given.country)),
  );
}
