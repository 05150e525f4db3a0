import type { InvoiceEffect, InvoiceSide } from '../../../core/mapping/runs/invoice-effect.ts';
import type { Ctx } from '../../context.ts';
import { inRolledBack } from '../../in-rolled-back.ts';
import type { MappingOutcome } from '../../map/run-mapping.ts';
import { loadStandings } from '../../map/source-link.ts';
import { storeMapped } from '../../map/store-mapped.ts';
import { findSubjects, type Subject } from './find-subjects.ts';
import { priceContract } from './price-contract.ts';
import { findInvoiceOfDeal, priceDeal } from './price-deal.ts';

/** What one version makes of the invoices that a record is part of. */
export type PricedSubject = { subject: Subject; invoice: InvoiceEffect['invoice']; side: InvoiceSide };

/** The id that stands for a deal or contract which the hub does not know yet. */
const NEW_ID = '';

/** Stores a mapped record, computes what is billed by it, and rolls everything back. */
export function priceOutcome(ctx: Ctx, outcome: MappingOutcome, kind: string): Promise<PricedSubject[]> {
  return inRolledBack(ctx, async (tx) => {
    const [standing] = await loadStandings(tx, [outcome.source]);
    const knownId = standing?.canonicalId;
    if (!outcome.ok) {
      if (kind !== 'deal' && kind !== 'contract') return [];
      const { code, detail } = outcome.error;
      const invoice = kind === 'deal' && knownId !== undefined ? await findInvoiceOfDeal(tx, knownId) : null;
      return [
        { subject: { kind, id: knownId ?? NEW_ID }, invoice, side: { outcome: 'refused', code, detail } },
      ];
    }
    await storeMapped(tx, ctx, [{ mapped: outcome.mapped, linkedId: knownId }]);
    const [stored] = await loadStandings(tx, [outcome.source]);
    const subjects = await findSubjects(tx, ctx, outcome.mapped, stored?.canonicalId ?? NEW_ID);
    const priced: PricedSubject[] = [];
    for (const subject of subjects) {
      const isNew = knownId === undefined && subject.id === stored?.canonicalId;
      priced.push({
        subject: isNew ? { ...subject, id: NEW_ID } : subject,
        invoice: subject.kind === 'deal' ? await findInvoiceOfDeal(tx, subject.id) : null,
        side:
          subject.kind === 'deal'
            ? await priceDeal(tx, ctx, subject.id)
            : await priceContract(tx, ctx, subject.id),
      });
    }
    return priced;
  });
}
