import type { InvoiceDocument } from '../invoice/document.ts';
import type { Place } from '../mapping/path.ts';
import { computed, explainTaxRow, explainTotal } from './explain-amount.ts';
import { explainEdit } from './explain-edit.ts';
import { explainLine } from './explain-line.ts';
import { explainLocale } from './explain-locale.ts';
import { explainBuyer, explainRecipient, explainSeller } from './explain-party.ts';
import type { LineageBasis } from './lineage-basis.ts';
import type { DecidedWhat, Stamp } from './lineage-step.ts';
import { fromCanonical, fromKept, type Origin, unknown } from './origin.ts';

/** The first steps back from a printed value; what the basis does not bear out is said to be unknown. */
export function explainValue(
  document: InvoiceDocument,
  basis: LineageBasis,
  place: Place,
  printed: string,
): Origin {
  const edited = explainEdit(document, basis, place);
  if (edited !== undefined) return edited;
  const [room, ...rest] = place;
  switch (room) {
    case 'lines':
      return explainLine({ document, basis, at: Number(rest[0]), place: rest.slice(1), printed });
    case 'taxRows':
      return explainTaxRow(document, basis, Number(rest[0]), String(rest[1]));
    case 'totals':
      return explainTotal(document, basis, String(rest[0]));
    case 'buyer':
      return explainBuyer(basis, rest, printed);
    case 'seller':
      return explainSeller(basis, rest, printed);
    case 'recipients':
      return explainRecipient(basis, rest, printed);
    case 'paymentInstructions':
      return fromKept('entity', basis.entity, place, printed);
    default:
      return explainHead(document, basis, place, printed);
  }
}

function explainHead(document: InvoiceDocument, basis: LineageBasis, place: Place, printed: string): Origin {
  const ofDeal = (field: string) => fromCanonical('deal', basis.deal, [field], printed);
  switch (place.join('/')) {
    case 'number':
      return decided('number', basis.issued, basis.numberPattern);
    case 'issueDate':
      return decided('issue_date', basis.issued, basis.entity.timeZone);
    case 'dueDate':
      return computed(document, 'due_date', ['/issueDate', '/terms/code']);
    case 'terms/text':
      return computed(document, 'terms_text', ['/terms/code', '/locale']);
    case 'terms/code':
      return ofDeal('terms') ?? fromKept('entity', basis.entity, ['defaultTerms'], printed);
    case 'supplyDate':
      return ofDeal('supplyDate') ?? explainSupplyDate(basis);
    case 'locale':
      return explainLocale(basis, printed);
    case 'currency':
      return ofDeal('currency') ?? unknown('record_changed');
    case 'taxCurrency':
      return decided('tax_currency', basis.computed);
    case 'exchangeRate/rate':
    case 'exchangeRate/source':
    case 'exchangeRate/date':
    case 'exchangeRate/frozenAt':
      return decided('exchange_rate', basis.issued, exchangeBasis(document));
    case 'purchaseOrder':
      return ofDeal('purchaseOrder') ?? unknown('record_changed');
    case 'status':
      return decided('status', basis.moved);
    case 'id':
    case 'type':
    case 'dealId':
      return decided('id', basis.created);
    case 'entityId':
      return decided('entity', basis.created);
    case 'customerId':
      return decided('customer', basis.computed);
    default:
      return unknown('no_source');
  }
}

const exchangeBasis = ({ exchangeRate }: InvoiceDocument): string | null =>
  exchangeRate === undefined ? null : `${exchangeRate.source}, ${exchangeRate.date}`;

/** A deal that names no supply date is supplied on the day it was closed, in the zone of the entity. */
function explainSupplyDate(basis: LineageBasis): Origin {
  const closedAt = basis.deal?.body.closedAt;
  const { steps } = decided('supply_date', basis.computed, basis.entity.timeZone);
  if (closedAt === undefined) return { steps };
  const closed = fromCanonical('deal', basis.deal, ['closedAt'], closedAt);
  return closed === undefined ? { steps } : { ...closed, steps: [...steps, ...closed.steps] };
}

const decided = (what: DecidedWhat, stamp: Stamp | null, basis: string | null = null): Origin => ({
  steps: [{ kind: 'decided', what, stamp, basis }],
});
