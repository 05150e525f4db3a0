import { dealLocator } from '../../../fields/locators';
import { askHubForJson } from '../../../transport/hub-request';
import { idempotencyKeyOf } from '../../../transport/idempotency-key';
import type { ItemOperation } from '../operation';
import { findDealId } from './find-deal';
import { outcomeOf } from './find-invoice';

/** Makes the draft of a won deal, or brings the one that it has up to date. */
export const create: ItemOperation = {
  option: {
    name: 'Create From Deal',
    value: 'create',
    action: 'Create an invoice from a deal',
    description: 'Make the draft of a won deal, or bring the one that it has up to date; never a second one',
  },
  properties: [
    dealLocator,
    {
      displayName: 'Options',
      name: 'options',
      type: 'collection',
      placeholder: 'Add option',
      default: {},
      options: [
        {
          displayName: 'Wait for Deal (Seconds)',
          name: 'waitSeconds',
          type: 'number',
          default: 60,
          typeOptions: { minValue: 0, maxValue: 600, numberPrecision: 0 },
          description:
            'How long to wait for a deal by CRM ID whose record was sent a moment ago and is still being mapped',
        },
      ],
    },
  ],
  async run(context, itemIndex) {
    const dealId = await findDealId(context, itemIndex);
    const path = '/v1/invoices';
    const body = { dealId };
    const { invoiceId, outcome } = await askHubForJson<{ invoiceId: string; outcome: string }>(context, {
      method: 'POST',
      path,
      body,
      idempotencyKey: idempotencyKeyOf(context, { path, place: itemIndex, body }),
      itemIndex,
      doing: 'creating the invoice of the deal',
    });
    return await outcomeOf(context, invoiceId, itemIndex, outcome);
  },
};
