import { AppError } from '../../core/app-error.ts';
import type { CanonicalBillingEvent } from '../../core/canonical/billing-event.ts';
import type { CanonicalContract } from '../../core/canonical/contract.ts';
import { authorise, type Ctx } from '../context.ts';
import { loadTerms } from './load-terms.ts';
import { type ContractPreview, PREVIEW_DAY, type PreviewSpan, previewInvoices } from './preview-invoices.ts';

/** A contract that is not stored, and facts that are taken to be so. */
export type PreviewPostedInput = PreviewSpan & {
  contract: CanonicalContract;
  facts: readonly CanonicalBillingEvent[];
};

/** It comes from nowhere: no fact and no usage of ours is of it. */
const NOWHERE = { system: '', connectionId: null, externalId: '', recordId: '' };

/**
 * The invoices that a contract would give in a span if it were stored now. Nothing is written. Who it is for is not looked
 * up: no amount depends on it. Throws as `previewContract` does.
 */
export async function previewPostedContract({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PreviewPostedInput;
}): Promise<ContractPreview> {
  authorise(ctx, 'read');
  const { contract, facts, from, to } = input;
  refuseDays(contract);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const terms = await loadTerms(tx, contract);
    authorise(ctx, 'read', terms.entity.id);
    const stated = facts.map((event, index) => ({ recordId: `facts/${index}`, version: 1, event }));
    const customer = { externalKey: contract.customerKey, name: contract.customerKey };
    const contracts = [{ contractId: '', contract, source: NOWHERE, facts: stated, booked: [] }];
    return previewInvoices(
      tx,
      { contracts, terms, customer: { body: customer, contacts: [] } },
      { from, to },
    );
  });
}

function refuseDays({ startsOn, endsOn, revisions }: CanonicalContract): void {
  const days: [pointer: string, day: string | undefined][] = [
    ['/contract/startsOn', startsOn],
    ['/contract/endsOn', endsOn],
  ];
  for (const [index, { effectiveOn }] of revisions.entries())
    days.push([`/contract/revisions/${index}/effectiveOn`, effectiveOn]);
  const errors = days.flatMap(([pointer, day]) =>
    day === undefined || PREVIEW_DAY.test(day)
      ? []
      : [{ pointer, code: 'request.invalid', detail: 'must be from 1900 to 2199' }],
  );
  if (errors.length > 0) throw new AppError('request.invalid', { errors });
}
