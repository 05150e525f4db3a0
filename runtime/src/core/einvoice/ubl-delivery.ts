import type { InvoiceDocument } from '../invoice/document.ts';
import { ublAddress } from './ubl-address.ts';
import { group, leaf, type XmlElement } from './xml.ts';

/** Where and when it was delivered (BG-13, BG-15), as cac:Delivery. */
export function ublDelivery({ delivery }: InvoiceDocument): XmlElement | undefined {
  if (delivery === undefined) return undefined;
  const address = ublAddress('cac:Address', delivery.address);
  return group(
    'cac:Delivery',
    leaf('cbc:ActualDeliveryDate', delivery.date),
    address === undefined ? undefined : group('cac:DeliveryLocation', address),
    group('cac:DeliveryParty', group('cac:PartyName', leaf('cbc:Name', delivery.name))),
  );
}
