import { invoiceLocator } from '../../../fields/locators';
import { reasonField } from '../../../fields/money-fields';
import { readCollection, readText } from '../../../fields/read-fields';
import type { ItemOperation } from '../operation';
import { commandInvoice } from './command-invoice';
import { fetchSettlement } from './fetch-settlement';
import { findInvoiceId, outcomeOf } from './find-invoice';

/** Opens a dispute about an issued invoice; one that is open is left as it is. */
export const openDispute: ItemOperation = {
  option: {
    name: 'Open Dispute',
    value: 'openDispute',
    action: 'Open a dispute about an invoice',
    description: 'Note that the customer disputes an invoice; while it is open, nothing is collected',
  },
  properties: [
    invoiceLocator,
    reasonField('e.g. Two seats were never used', 'What the customer says'),
    {
      displayName: 'Additional Fields',
      name: 'additionalFields',
      type: 'collection',
      placeholder: 'Add field',
      default: {},
      options: [
        {
          displayName: 'Amount',
          name: 'amount',
          type: 'string',
          default: '',
          placeholder: 'e.g. 200.00',
          description: 'How much is disputed, as text; what is owed, without',
        },
        {
          displayName: 'Positions',
          name: 'positions',
          type: 'string',
          default: '',
          placeholder: 'e.g. 1, 3',
          description: 'Which lines it is about, from 1; the whole invoice, without',
        },
      ],
    },
  ],
  async run(context, itemIndex) {
    const invoiceId = await findInvoiceId(context, itemIndex);
    const { disputes } = await fetchSettlement(context, invoiceId, itemIndex);
    if (disputes[0]?.state === 'open') return await outcomeOf(context, invoiceId, itemIndex, 'open_already');
    const { amount, positions } = readCollection(context, 'additionalFields', itemIndex);
    await commandInvoice(context, itemIndex, {
      invoiceId,
      name: 'dispute',
      body: {
        reason: readText(context, 'reason', itemIndex),
        ...(amount === undefined ? {} : { amount: String(amount).trim() }),
        ...(positions === undefined ? {} : { positions: positionsOf(positions) }),
      },
      doing: 'opening the dispute',
    });
    return await outcomeOf(context, invoiceId, itemIndex, 'opened');
  },
};

/** Positions from a text such as `1, 3`; the hub refuses what is no position, by its place. */
const positionsOf = (text: unknown): number[] => String(text).split(',').map(Number);
