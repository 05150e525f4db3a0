import { invoiceLocator } from '../../../fields/locators';
import { amountField, externalIdField, reasonField } from '../../../fields/money-fields';
import { readCollection, readRequiredDay, readText } from '../../../fields/read-fields';
import type { ItemOperation } from '../operation';
import { commandInvoice } from './command-invoice';
import { findInvoiceId, outcomeOf } from './find-invoice';

const REFUNDED_ON = {
  name: 'refundedOn',
  label: 'Refunded On',
  description: 'Enter the day on which the money went back, such as 2026-12-18.',
};

/**
 * Notes money that was sent back; the same external id is the same refund, however often it comes. Where a rule of the hub
 * holds it, it waits for an approval first.
 */
export const refund: ItemOperation = {
  option: {
    name: 'Refund',
    value: 'refund',
    action: 'Refund an invoice',
    description: 'Note money that was sent back for an invoice; the hub itself sends no money',
  },
  properties: [
    invoiceLocator,
    amountField({ placeholder: 'e.g. 100.00' }),
    {
      displayName: 'Refunded On',
      name: 'refundedOn',
      type: 'dateTime',
      default: '',
      required: true,
      description: 'The day on which the money went back',
    },
    reasonField('e.g. Paid twice', 'Why it went back; kept in the history of the invoice'),
    externalIdField(
      'e.g. bank-out-2026-12-18-0003',
      'The ID of the transfer where it comes from. A second refund with the same ID is not noted.',
    ),
    {
      displayName: 'Additional Fields',
      name: 'additionalFields',
      type: 'collection',
      placeholder: 'Add field',
      default: {},
      options: [
        {
          displayName: 'Credit Note ID',
          name: 'creditNoteId',
          type: 'string',
          default: '',
          placeholder: 'e.g. inv_0198f1c27a4e7c119d5b2f6f3f1f9a10',
          description:
            'A credit note of the invoice: what it left to the customer is paid out. Without it the invoice is owed again for as much.',
        },
        {
          displayName: 'Reference',
          name: 'reference',
          type: 'string',
          default: '',
          placeholder: 'e.g. REFUND 0003',
        },
      ],
    },
  ],
  async run(context, itemIndex) {
    const invoiceId = await findInvoiceId(context, itemIndex);
    const { isNew, approvalId } = await commandInvoice(context, itemIndex, {
      invoiceId,
      name: 'refunds',
      body: {
        amount: readText(context, 'amount', itemIndex),
        refundedOn: readRequiredDay(context, REFUNDED_ON, itemIndex),
        reason: readText(context, 'reason', itemIndex),
        externalId: readText(context, 'externalId', itemIndex),
        ...readCollection(context, 'additionalFields', itemIndex),
      },
      doing: 'noting the refund',
    });
    if (approvalId !== undefined) return await outcomeOf(context, invoiceId, itemIndex, 'waits_for_approval');
    return await outcomeOf(context, invoiceId, itemIndex, isNew === true ? 'refunded' : 'refunded_already');
  },
};
