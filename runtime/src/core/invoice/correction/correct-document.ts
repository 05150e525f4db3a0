import { toJson } from '../../json.ts';
import { type JsonDifference, jsonDifferences } from '../../json-differences.ts';
import type { Address, InvoiceDocument, Party } from '../document.ts';
import type { CorrectionRequest } from './correction-request.ts';
import { type FixedField, findFixed } from './fixed-fields.ts';

/** The parts of a document that can be corrected after its issue. */
export type Corrected = Pick<InvoiceDocument, 'buyer' | 'recipients'>;

/** What a document says after a correction and where that differs, or what cannot be corrected. */
export type CorrectionResult =
  | { ok: true; corrected: Corrected; differences: JsonDifference[] }
  | { ok: false; fixed: FixedField[] };

/**
 * Corrects whom an issued document is addressed to: the buyer's address within its country, contact, telephone and mail
 * address, and the recipients. Nothing of it is money or decides about tax; everything else is refused by name.
 */
export function correctDocument(document: InvoiceDocument, asked: CorrectionRequest): CorrectionResult {
  const fixed = findFixed(document, asked);
  if (fixed.length > 0) return { ok: false, fixed };
  const { buyer, recipients } = document;
  const corrected: Corrected = {
    buyer: correctBuyer(buyer, asked.buyer ?? {}),
    recipients: asked.recipients ?? recipients,
  };
  const differences = jsonDifferences(toJson({ buyer, recipients }), toJson(corrected));
  return { ok: true, corrected, differences };
}

type AskedBuyer = NonNullable<CorrectionRequest['buyer']>;

function correctBuyer(buyer: Party, { address, contactName, phone, email }: AskedBuyer): Party {
  const { contactName: ownName, phone: ownPhone, email: ownEmail, ...rest } = buyer;
  const corrected = buyer.address === undefined ? undefined : correctAddress(buyer.address, address ?? {});
  return {
    ...rest,
    ...(corrected === undefined ? {} : { address: corrected }),
    ...member('contactName', contactName, ownName),
    ...member('phone', phone, ownPhone),
    ...member('email', email, ownEmail),
  };
}

function correctAddress(kept: Address, asked: NonNullable<AskedBuyer['address']>): Address {
  return {
    line1: asked.line1 ?? kept.line1,
    ...member('line2', asked.line2, kept.line2),
    city: asked.city ?? kept.city,
    ...member('region', asked.region, kept.region),
    ...member('postalCode', asked.postalCode, kept.postalCode),
    country: kept.country,
  };
}

/** The member as it is asked for: absent it stays, and null takes it off. */
function member<Name extends string>(
  name: Name,
  asked: string | null | undefined,
  kept: string | undefined,
): { readonly [Key in Name]?: string } {
  const value = asked === undefined ? kept : (asked ?? undefined);
  return value === undefined ? {} : ({ [name]: value } as { readonly [Key in Name]?: string });
}
