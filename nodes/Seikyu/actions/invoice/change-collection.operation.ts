import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { invoiceLocator } from '../../../fields/locators';
import { amountField } from '../../../fields/money-fields';
import { readRequiredDay, readText } from '../../../fields/read-fields';
import type { ItemOperation } from '../operation';
import { commandInvoice } from './command-invoice';
import { findInvoiceId, outcomeOf } from './find-invoice';

const UNTIL = {
  name: 'until',
  label: 'Until',
  description: 'Enter the last day of the pause, or the promised day, such as 2026-12-28.',
};

/** Pauses collecting an invoice, notes a promise to pay, escalates it, or lets it go on. */
export const changeCollection: ItemOperation = {
  option: {
    name: 'Change Collection',
    value: 'changeCollection',
    action: 'Change how an invoice is collected',
    description: 'Pause collecting an invoice, note a promise to pay, escalate it, or let it go on',
  },
  properties: [
    invoiceLocator,
    {
      displayName: 'Status',
      name: 'status',
      type: 'options',
      default: 'promised',
      options: [
        { name: 'Escalated', value: 'escalated', description: 'Somebody else takes it over' },
        { name: 'Normal', value: 'normal', description: 'Collecting goes on' },
        { name: 'Paused', value: 'paused', description: 'Ends by itself after its last day' },
        {
          name: 'Promised',
          value: 'promised',
          description: 'The customer says by when; what is not kept escalates',
        },
      ],
    },
    {
      displayName: 'Until',
      name: 'until',
      type: 'dateTime',
      default: '',
      required: true,
      displayOptions: { show: { status: ['paused', 'promised'] } },
      description: 'The last day of the pause, or the day of the promise',
    },
    amountField({
      displayOptions: { show: { status: ['promised'] } },
      placeholder: 'e.g. 1400.00',
      description: 'How much the customer promised, in major units, as text',
    }),
    {
      displayName: 'Reason',
      name: 'reason',
      type: 'string',
      default: '',
      placeholder: 'e.g. Their bank moves accounts',
      description: 'Why; needed for a pause and to escalate',
    },
  ],
  async run(context, itemIndex) {
    const invoiceId = await findInvoiceId(context, itemIndex);
    await commandInvoice(context, itemIndex, {
      invoiceId,
      name: 'collection',
      body: readCollecting(context, itemIndex),
      doing: 'changing how the invoice is collected',
    });
    return await outcomeOf(context, invoiceId, itemIndex, 'changed');
  },
};

function readCollecting(context: IExecuteFunctions, itemIndex: number): IDataObject {
  const status = readText(context, 'status', itemIndex);
  const reason = readText(context, 'reason', itemIndex);
  const hasDay = status === 'paused' || status === 'promised';
  return {
    status,
    ...(hasDay ? { until: readRequiredDay(context, UNTIL, itemIndex) } : {}),
    ...(status === 'promised' ? { amount: readText(context, 'amount', itemIndex) } : {}),
    ...(reason === '' ? {} : { reason }),
  };
}
