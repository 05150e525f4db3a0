import { z } from 'zod';
import type { BillingFact } from '../../core/billing/billing-fact.ts';
import { CanonicalBillingEvent } from '../../core/canonical/billing-event.ts';
import { SourceKey } from '../../core/canonical/texts.ts';
import { zodToPlaces } from './zod-to-places.ts';

/** Facts of a file are of its contract, which has no other name there. */
const CONTRACT_KEY = 'contract';

/** A fact of a file: the billing event's own fields beside the `id` of its record; `contractKey` may be left out. */
export const FileFact = z
  .looseObject({ id: SourceKey })
  .transform(({ id, ...event }, context): BillingFact => {
    const parsed = CanonicalBillingEvent.safeParse({ contractKey: CONTRACT_KEY, ...event });
    if (parsed.success) return { recordId: id, version: 1, event: parsed.data };
    for (const { path, message } of zodToPlaces(parsed.error)) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
    return z.NEVER;
  });
