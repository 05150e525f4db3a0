import type { SampleDeal } from '../../support/sample-records.ts';

/** A deal whose discount is above the rule's ten per cent, so that its invoice waits for a person. */
export const waitingDeal = (id: string): SampleDeal => ({
  id,
  lines: [{ id: `${id}-line`, sku: 'ONBOARD', discountPercent: '15' }],
});
